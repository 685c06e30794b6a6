// Draws the charts of a page from the JSON in their data attribute, in the theme's colours.
import { BarChart, LineChart, PieChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([BarChart, LineChart, PieChart, ScatterChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const COLOURS = 8;
const SYMBOLS = ["circle", "rect", "triangle", "diamond", "roundRect", "pin", "arrow", "circle"];
const OF_LINES = ["line", "area"];
const MANY = 60;

function theme() {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(name).trim();
  return {
    text: value("--color-base-content"),
    muted: value("--color-muted"),
    line: value("--color-line"),
    surface: value("--color-surface"),
    palette: Array.from({ length: COLOURS }, (_, index) => value(`--chart-${index + 1}`)),
    font: getComputedStyle(document.body).fontFamily,
  };
}

// Numbers on axes, short: 12K, 1.2万.
function shortly(language, unit) {
  const measured = unit ? { style: "unit", unit, unitDisplay: "short" } : {};
  const format = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1, ...measured });
  return (value) => format.format(value);
}

function shared(data, look, calm) {
  const ring = data.kind === "pie" || data.kind === "donut";
  return {
    animation: !calm,
    animationDuration: 400,
    color: look.palette,
    textStyle: { fontFamily: look.font, color: look.text, fontSize: 13 },
    tooltip: {
      // Rich text is drawn on the canvas; HTML tips would need inline styles.
      renderMode: "richText",
      trigger: ring || data.kind === "scatter" ? "item" : "axis",
      backgroundColor: look.surface,
      borderColor: look.line,
      textStyle: { color: look.text, fontSize: 13 },
      axisPointer: { lineStyle: { color: look.line }, type: OF_LINES.includes(data.kind) ? "line" : "none" },
      confine: true,
      formatter: (found) => said(data, Array.isArray(found) ? found : [found]),
    },
    legend: {
      show: ring || (data.series?.length ?? 0) > 1,
      type: "scroll",
      bottom: 0,
      icon: "circle",
      itemWidth: 10,
      itemHeight: 10,
      textStyle: { color: look.text, width: 160, overflow: "truncate" },
      pageIconColor: look.text,
      pageTextStyle: { color: look.muted },
    },
  };
}

// What a tip says: the texts of the server, which are in the reader's form.
function said(data, found) {
  if (data.kind === "scatter") {
    const { name, texts } = data.points[found[0].dataIndex];
    return [name, ...texts.map((text, index) => `${data.axes[index]}: ${text}`)].join("\n");
  }
  const label = data.labels[found[0].dataIndex];
  const sole = data.series.length === 1;
  const lines = found.map(({ seriesIndex, dataIndex, marker }) => {
    const { name, texts } = data.series[seriesIndex];
    return sole ? `${marker ?? ""}${texts[dataIndex] || "–"}` : `${marker ?? ""}${name}: ${texts[dataIndex] || "–"}`;
  });
  return [label, ...lines].join("\n");
}

function pie(data, look, calm) {
  const values = data.series[0]?.values ?? [];
  const total = values.reduce((sum, value) => sum + Math.max(value ?? 0, 0), 0) || 1;
  const percent = new Intl.NumberFormat(data.language, { style: "percent", maximumFractionDigits: 0 });
  return {
    ...shared(data, look, calm),
    series: [
      {
        type: "pie",
        radius: data.kind === "donut" ? ["48%", "74%"] : ["0%", "74%"],
        center: ["50%", "44%"],
        itemStyle: { borderColor: look.surface, borderWidth: 2, borderRadius: 4 },
        label: {
          color: look.text,
          formatter: ({ value }) => (value / total < 0.04 ? "" : percent.format(value / total)),
        },
        labelLine: { length: 8, length2: 6, lineStyle: { color: look.line } },
        data: data.labels.map((name, index) => ({ name, value: Math.max(values[index] ?? 0, 0) })),
      },
    ],
  };
}

function scatter(data, look, calm, rtl) {
  const short = shortly(data.language);
  const axis = (name, place) => ({
    type: "value",
    name,
    nameLocation: place === "x" ? "middle" : "end",
    nameGap: place === "x" ? 28 : 12,
    nameTextStyle: { color: look.muted, align: place === "x" ? "center" : rtl ? "right" : "left" },
    scale: true,
    splitLine: { lineStyle: { color: look.line } },
    axisLabel: { color: look.muted, formatter: short },
    splitNumber: 4,
    inverse: rtl && place === "x",
    position: rtl && place === "y" ? "right" : undefined,
  });
  return {
    ...shared(data, look, calm),
    grid: { left: 4, right: 16, top: 32, bottom: 24, containLabel: true },
    xAxis: axis(data.axes[0], "x"),
    yAxis: axis(data.axes[1], "y"),
    series: [{ type: "scatter", symbolSize: data.points.length > 200 ? 6 : 10, itemStyle: { opacity: 0.7 }, data: data.points.map(({ at }) => at) }],
  };
}

// Bars lie where their names are long and there is one of each.
function isSideways(data, wide) {
  if (data.kind === "horizontal bar") return true;
  const long = data.labels.some((label) => label.length > (wide ? 14 : 8)) || data.labels.length > (wide ? 12 : 6);
  return data.kind === "bar" && !data.dated && long && data.series.length === 1 && data.labels.length <= 25;
}

function drawn(data, look, sideways, rtl) {
  const bar = !OF_LINES.includes(data.kind);
  const round = sideways ? (rtl ? [6, 0, 0, 6] : [0, 6, 6, 0]) : [6, 6, 0, 0];
  const stacked = data.kind === "stacked bar";
  const many = data.labels.length > MANY;
  return data.series.map(({ name, values }, index) => ({
    name,
    data: values,
    type: bar ? "bar" : "line",
    stack: stacked || (data.kind === "area" && data.series.length > 1) ? "all" : undefined,
    barMaxWidth: 36,
    barMinHeight: 1,
    itemStyle: bar ? { borderRadius: stacked ? 2 : round, borderColor: look.surface, borderWidth: stacked ? 1 : 0 } : undefined,
    lineStyle: { width: many ? 1.75 : 2.5 },
    smooth: data.dated && !many && !values.includes(0) ? 0.2 : 0,
    symbol: SYMBOLS[index % SYMBOLS.length],
    symbolSize: 7,
    showSymbol: data.labels.length < 32,
    areaStyle: data.kind === "area" ? { opacity: 0.18 } : undefined,
    connectNulls: true,
  }));
}

function axes(data, look, calm, rtl, width) {
  const sideways = isSideways(data, width > 520);
  const whole = data.series.every(({ values }) => values.every((value) => value === null || Number.isInteger(value)));
  const names = {
    type: "category",
    data: data.labels,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: look.line } },
    axisLabel: { color: look.muted, hideOverlap: true, width: sideways ? Math.min(width * 0.34, 180) : undefined, overflow: "truncate" },
    inverse: sideways ? true : rtl,
    position: rtl && sideways ? "right" : undefined,
    boundaryGap: !OF_LINES.includes(data.kind),
  };
  const numbers = {
    type: "value",
    splitLine: { lineStyle: { color: look.line } },
    axisLabel: { color: look.muted, formatter: shortly(data.language, data.unit) },
    splitNumber: width > 520 ? 4 : 3,
    minInterval: whole ? 1 : undefined,
    position: rtl && !sideways ? "right" : undefined,
    inverse: rtl && sideways,
  };
  return {
    ...shared(data, look, calm),
    grid: { left: 4, right: 16, top: 16, bottom: data.series.length > 1 ? 40 : 4, containLabel: true },
    xAxis: sideways ? numbers : names,
    yAxis: sideways ? names : numbers,
    series: drawn(data, look, sideways, rtl),
  };
}

function options(data, rtl, width) {
  const look = theme();
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (data.kind === "scatter") return scatter(data, look, calm, rtl);
  return data.kind === "pie" || data.kind === "donut" ? pie(data, look, calm) : axes(data, look, calm, rtl, width);
}

// Bars that lie need a line each.
function fit(element, data) {
  const rows = data.labels?.length ?? 0;
  if (!isSideways(data, element.clientWidth > 520) || rows < 9) return;
  element.classList.add(rows > 16 ? "chart-tallest" : "chart-tall");
}

export function enliven(element) {
  if (echarts.getInstanceByDom(element)) return;
  const data = JSON.parse(element.dataset.chart);
  const rtl = document.documentElement.dir === "rtl";
  if (data.labels) fit(element, data);
  const chart = echarts.init(element, null, { renderer: "canvas" });
  const redraw = () => chart.setOption(options(data, rtl, element.clientWidth), true);
  redraw();
  new ResizeObserver(() => {
    chart.resize();
    redraw();
  }).observe(element);
  document.addEventListener("themechange", redraw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
}
