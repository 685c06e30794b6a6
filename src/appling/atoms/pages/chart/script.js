// Draws the charts of a page from the JSON in their data attribute, in the theme's colours.
import { BarChart, LineChart, PieChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([
  BarChart,
  LineChart,
  PieChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  CanvasRenderer,
]);

const COLOURS = 8;

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

function shared(data, look, calm) {
  return {
    animation: !calm,
    animationDuration: 400,
    aria: { enabled: true },
    color: look.palette,
    textStyle: { fontFamily: look.font, color: look.text, fontSize: 13 },
    tooltip: {
      // Rich text is drawn on the canvas; HTML tips would need inline styles.
      renderMode: "richText",
      trigger: data.kind === "pie" ? "item" : "axis",
      backgroundColor: look.surface,
      borderColor: look.line,
      textStyle: { color: look.text, fontSize: 13 },
      axisPointer: { lineStyle: { color: look.line }, type: data.kind === "bar" ? "none" : "line" },
      confine: true,
    },
    legend: {
      show: data.kind === "pie" || data.series.length > 1,
      type: "scroll",
      bottom: 0,
      icon: "circle",
      itemWidth: 10,
      itemHeight: 10,
      textStyle: { color: look.text },
      pageIconColor: look.text,
      pageTextStyle: { color: look.muted },
    },
  };
}

function pie(data, look, calm) {
  const values = data.series[0]?.values ?? [];
  return {
    ...shared(data, look, calm),
    series: [
      {
        type: "pie",
        radius: ["52%", "78%"],
        center: ["50%", "44%"],
        itemStyle: { borderColor: look.surface, borderWidth: 2, borderRadius: 4 },
        label: { show: false },
        data: data.labels.map((name, index) => ({ name, value: values[index] ?? 0 })),
      },
    ],
  };
}

function axes(data, look, calm, rtl) {
  const long = data.labels.some((label) => label.length > 14) || data.labels.length > 9;
  const sideways = data.kind === "bar" && long && data.series.length === 1 && data.labels.length <= 14;
  const names = {
    type: "category",
    data: data.labels,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: look.line } },
    axisLabel: { color: look.muted, hideOverlap: true, width: sideways ? 120 : undefined, overflow: "truncate" },
    inverse: sideways ? true : rtl,
    boundaryGap: data.kind === "bar",
  };
  const numbers = {
    type: "value",
    splitLine: { lineStyle: { color: look.line } },
    axisLabel: { color: look.muted },
    splitNumber: 4,
    minInterval: data.whole ? 1 : undefined,
    position: rtl && !sideways ? "right" : undefined,
    inverse: rtl && sideways,
  };
  const round = sideways ? [0, 6, 6, 0] : [6, 6, 0, 0];
  return {
    ...shared(data, look, calm),
    grid: { left: 4, right: 12, top: 16, bottom: data.series.length > 1 ? 40 : 4, containLabel: true },
    xAxis: sideways ? numbers : names,
    yAxis: sideways ? names : numbers,
    series: data.series.map(({ name, values }) => ({
      name,
      data: values,
      type: data.kind === "bar" ? "bar" : "line",
      barMaxWidth: 36,
      itemStyle: data.kind === "bar" ? { borderRadius: round } : undefined,
      lineStyle: { width: 2.5 },
      smooth: 0.25,
      symbolSize: 7,
      areaStyle: data.kind === "area" ? { opacity: 0.18 } : undefined,
      connectNulls: true,
    })),
  };
}

function options(data, rtl) {
  const look = theme();
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return data.kind === "pie" ? pie(data, look, calm) : axes(data, look, calm, rtl);
}

export function enliven(element) {
  if (echarts.getInstanceByDom(element)) return;
  const data = JSON.parse(element.dataset.chart);
  data.whole = data.series.every(({ values }) => values.every((value) => value === null || Number.isInteger(value)));
  const rtl = document.documentElement.dir === "rtl";
  element.hidden = false;
  element.parentElement.querySelector("[data-chart-fallback]")?.remove();
  const chart = echarts.init(element, null, { renderer: "canvas" });
  chart.setOption(options(data, rtl));
  new ResizeObserver(() => chart.resize()).observe(element);
  const redraw = () => chart.setOption(options(data, rtl), true);
  document.addEventListener("themechange", redraw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
}
