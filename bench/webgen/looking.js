// What a person sees of a page: run in the page, gives plain data; nothing is found by class or address.
(what) => {
  const shown = (e) => {
    const box = e.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const line = (text) => (text || "").replace(/\s+/g, " ").trim();
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (ids) => line((ids || "").split(/\s+/).map((id) => document.getElementById(id)?.innerText || "").join(" "));
  const around = "nav,header,footer,aside,[role=navigation],[role=banner],[role=contentinfo],[role=menubar]";
  const bars = "nav,header,aside,[role=navigation],[role=banner],[role=menubar],[role=tablist]";
  const presses = "a[href],button,[role=button],[role=link],[role=menuitem],[role=tab],[role=option],"
    + "input[type=submit],input[type=button],input[type=image],summary,[onclick]";
  // Where no element says that it is the navigation, a person takes the links along the top or the left edge for it.
  const edges = () => {
    const within = (e) => { const box = e.getBoundingClientRect(); return box.top + scrollY < 110 || box.right < 260; };
    if (all(bars).some((bar) => shown(bar) && all("a[href],button", bar).filter(shown).length >= 2)) return [];
    const found = all("a[href],button").filter((e) => shown(e) && within(e) && !e.closest("form,table,article,dialog"));
    return found.length >= 2 ? found : [];
  };
  const edge = new Set(edges());
  for (const e of all("[data-webgen-nav]")) if (!edge.has(e)) delete e.dataset.webgenNav;
  for (const e of edge) e.dataset.webgenNav = "1";
  const inNav = (e) => edge.has(e) || (!!e.closest(bars) && !e.closest("main header,article header"));
  const mark = (e) => Number(e.dataset.webgenN ||= String(window.webgenN = (window.webgenN || 0) + 1));
  const inside = (e) => {
    const found = [];
    for (let at = e; at; at = at.parentElement) if (at.dataset.webgenN) found.push(Number(at.dataset.webgenN));
    return found;
  };
  const formOf = (e) => mark(e.form || e.closest("form,dialog,[role=dialog]") || document.body);
  const named = (e) => line(e.getAttribute("aria-label") || byId(e.getAttribute("aria-labelledby"))
    || e.innerText || (e.tagName === "INPUT" ? e.value : "") || e.title
    || e.querySelector("img[alt]")?.alt || e.querySelector("svg title")?.textContent);
  // Which entry of a navigation looks unlike all the others, as the one of the current page does.
  const looks = (e) => [e, e.parentElement].map((each) => { const s = getComputedStyle(each);
    return [s.backgroundColor, s.color, s.fontWeight, s.borderBottom, s.borderLeft, s.textDecorationLine, s.boxShadow].join(); }).join("|");
  const standsOut = (e) => {
    let bar = e.parentElement;
    while (bar && all("a[href],button,[role=tab]", bar).filter(shown).length < 3) bar = bar.parentElement;
    const all_ = bar ? all("a[href],button,[role=tab]", bar).filter(shown).map(looks) : [];
    const own = looks(e), others = all_.filter((each) => each !== own);
    return all_.length - others.length === 1 && others.some((one) => others.filter((each) => each === one).length >= Math.max(2, others.length / 2));
  };
  const heading = (e) => {
    const found = e.closest("section,article,[role=region],[role=group],dialog,li,tr")?.querySelector("h1,h2,h3,h4,h5,legend,th");
    return line(found?.innerText);
  };
  // What the pointer says can be pressed, though no markup does.
  const pointed = () => all("body *").slice(0, 4000).filter((e) => getComputedStyle(e).cursor === "pointer" && shown(e)
    && getComputedStyle(e.parentElement).cursor !== "pointer" && !e.closest(`${presses},label,input,select,textarea`)
    && !e.querySelector(`${presses},label,input,select,textarea`));
  const clickables = () => [...new Set([...all(presses).filter(shown), ...pointed()])].map((e) => ({
    n: mark(e), text: named(e), href: e.href ? String(e.href) : "", nav: inNav(e), tag: e.tagName.toLowerCase(),
    row: !!e.closest("tr,li,article,[role=row],[role=listitem]") && !inNav(e),
    submit: ["submit", "image"].includes(e.type) && !!e.form, form: e.form || e.closest("form,dialog,[role=dialog]") ? formOf(e) : -1,
    disabled: !!e.disabled || e.getAttribute("aria-disabled") === "true", heading: heading(e), inside: inside(e),
    current: e.hasAttribute("aria-current") || e.getAttribute("aria-selected") === "true" || (inNav(e) && standsOut(e)),
    menu: e.tagName === "SUMMARY" || e.getAttribute("aria-expanded") === "false" || e.hasAttribute("aria-haspopup"),
  }));
  const label = (e) => {
    const labels = line([...(e.labels || [])].map((each) => each.innerText).join(" "));
    const near = e.previousElementSibling && /^(label|span|p|div|b|strong|h\d)$/i.test(e.previousElementSibling.tagName)
      ? e.previousElementSibling.innerText : "";
    return labels || line(e.getAttribute("aria-label")) || byId(e.getAttribute("aria-labelledby")) || line(e.placeholder)
      || line(near) || line(e.title) || e.name || e.id || "";
  };
  const isSearch = (e) => e.type === "search" || !!e.closest("[role=search],search")
    || /\b(search|find|keyword|query)\b/i.test([e.placeholder, e.getAttribute("aria-label"), e.name, label(e)].join(" "));
  const fields = () => all("input,select,textarea,[contenteditable=true],[role=textbox],[role=combobox]").filter((e) =>
    !["hidden", "submit", "button", "reset", "image"].includes(e.type) && !e.disabled && !e.readOnly
    && (shown(e) || (["file", "radio", "checkbox"].includes(e.type) && [...(e.labels || [])].some(shown)))).map((e) => ({
    n: mark(e), form: formOf(e), label: label(e), name: e.name || e.id || "", tag: e.tagName.toLowerCase(),
    type: e.tagName === "SELECT" ? "select" : e.tagName === "TEXTAREA" ? "textarea" : e.type || "text",
    required: !!e.required || e.getAttribute("aria-required") === "true", value: e.tagName === "SELECT" ? e.value : e.value || e.innerText || "",
    checked: !!e.checked, search: isSearch(e), multiple: !!e.multiple, group: line(e.closest("fieldset")?.querySelector("legend")?.innerText),
    options: e.tagName === "SELECT" ? [...e.options].map((o) => ({ value: o.value, text: line(o.text), disabled: o.disabled })) : [],
    min: e.min || "", max: e.max || "", invalid: e.getAttribute("aria-invalid") === "true",
  }));
  // What is read while something is hidden: what a closed choice would offer, or what stands on every page.
  const hiding = (selector, read) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`${selector} { display: none !important; }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    try { return read(); } finally { document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet); }
  };
  const chosen = (e) => all("select", e).flatMap((each) => [...each.selectedOptions]).map((each) => "\n" + each.text).join("");
  const empty = /^(no |nothing|there (is|are) no|none|empty|not? .* (yet|found))/i;
  // What a row is called: the first run of text of its heading, link or first cell; marks beside it are no part of it,
  // and a mere number (a rank, an identifier) is no name where there is one.
  const title = (e) => {
    const names = [...e.querySelectorAll("h1,h2,h3,h4,h5,h6,a,strong,b,[role=heading],td,dt"), e].filter((each) => line(each.innerText));
    const named = names.find((each) => /\p{L}{2}/u.test(each.innerText)) || names[0] || e;
    const walker = document.createTreeWalker(named, NodeFilter.SHOW_TEXT);
    for (let at; (at = walker.nextNode()); ) if (line(at.data) && at.parentElement.checkVisibility()) return line(at.data).slice(0, 120);
    return line(named.innerText).slice(0, 120);
  };
  const row = (e) => ({
    n: mark(e), text: (e.innerText || "").trim() + chosen(e), title: title(e), links: all("a[href]", e).filter(shown).map((a) => ({ n: mark(a), text: named(a), href: a.href })),
    pictures: all("img,svg,video,audio,canvas", e).filter(shown).length,
  });
  const groups = () => hiding("select", () => {
    const found = [];
    const add = (kind, parent, list) => {
      const filled = list.filter((e) => shown(e) && line(e.innerText) && !empty.test(line(e.innerText)));
      if (filled.length && !filled.every((e) => e.matches("[data-webgen-nav]") || e.querySelector("[data-webgen-nav]"))) found.push({ kind, heading: heading(parent) || above(parent), rows: filled.slice(0, 60).map(row) });
    };
    const above = (e) => {
      for (let at = e, i = 0; at && i < 6; at = at.parentElement, i++)
        for (let s = at.previousElementSibling; s; s = s.previousElementSibling) {
          const h = s.matches("h1,h2,h3,h4,h5,h6") ? s : s.querySelector("h1,h2,h3,h4,h5,h6");
          if (h) return line(h.innerText);
        }
      return "";
    };
    const outer = (e) => !e.closest(around) || !!e.closest("main");
    for (const table of all("table,[role=table],[role=grid]").filter((e) => shown(e) && outer(e)))
      add("table", table, all("tr,[role=row]", table).filter((tr) => tr.querySelector("td,[role=cell],[role=gridcell]")));
    for (const list of all("ul,ol,[role=list],[role=feed],dl").filter((e) => shown(e) && outer(e) && !e.closest("table")))
      add("list", list, [...list.children].filter((e) => e.matches("li,[role=listitem],article,div,dd")));
    const parents = new Set(all("article,[role=article]").filter((e) => shown(e) && outer(e)).map((e) => e.parentElement));
    for (const parent of parents) add("cards", parent, [...parent.children].filter((e) => e.matches("article,[role=article]")));
    for (const parent of all("div,section,main").filter((e) => shown(e) && outer(e) && !e.closest("table,form") && !parents.has(e))) {
      const kids = [...parent.children].filter((e) => e.matches("div,section,a,button,details,blockquote,figure") && shown(e));
      const sort = (e) => `${e.tagName} ${e.classList[0] || ""}`;
      const alike = kids.filter((e) => sort(e) === sort(kids[0]));
      if (alike.length >= 2 && alike.length === kids.length && !alike.some((e) => e.querySelector("form table, h1")))
        add("boxes", parent, alike);
    }
    return found;
  });
  // Lines that tell of nothing done: names of buttons, links, columns and fields, and what stands in lists.
  const idle = () => [...all(`${presses},th,thead tr,dt,label,legend,[role=columnheader]`).filter(shown),
    ...groups().filter((each) => each.kind !== "boxes" && each.rows.length > 1)
      .flatMap((each) => each.rows.map((one) => document.querySelector(`[data-webgen-n="${one.n}"]`))).filter(Boolean)]
    .flatMap((e) => (e.innerText || "").split("\n")).map((each) => each.trim()).filter(Boolean);
  const content = () => hiding("select,nav,[role=navigation],[role=menubar],[data-webgen-nav],"
    + ":is(body > header,footer,[role=banner],[role=contentinfo]) :is(a,button)", () => document.body.innerText);
  const texts = () => {
    const said = all("[role=alert],[role=status],[aria-live=polite],[aria-live=assertive],dialog[open],output").filter(shown);
    return { url: location.href, title: document.title, text: hiding("select", () => document.body.innerText),
      headings: all("h1,h2,h3,h4,h5,h6,[role=heading],legend,caption,figcaption").filter(shown).map((e) => line(e.innerText)),
      said: said.map((e) => line(e.innerText)).filter(Boolean), path: all("[aria-current]").map((e) => line(e.innerText)),
      wrong: all("input,select,textarea").filter((e) => e.matches(":user-invalid") || e.getAttribute("aria-invalid") === "true").map(label),
      wide: document.documentElement.scrollWidth - innerWidth };
  };
  const charts = () => all("svg,canvas,[role=img],[role=meter],meter,progress,[role=progressbar]").filter(shown).filter((e) => {
    const box = e.getBoundingClientRect();
    if (e.closest("a,button,nav")) return false;
    if (/meter|progress/i.test(e.tagName + e.getAttribute("role"))) return true;
    if (box.width < 80 || box.height < 50) return false;
    if (e.tagName === "IMG") return false;
    return e.tagName === "CANVAS" || all("rect,path,circle,line,polyline,polygon,[style]", e).filter(shown).length >= 2
      || e.children.length >= 2;
  }).map((e) => ({ tag: e.tagName.toLowerCase(), text: line(e.getAttribute("aria-label") || e.innerText || e.textContent), heading: heading(e),
    meter: /meter|progress/i.test(e.tagName + e.getAttribute("role")) }));
  const pictures = () => all("img").filter((e) => shown(e) && e.complete && e.naturalWidth > 1)
    .map((e) => ({ n: mark(e), src: e.currentSrc || e.src, alt: e.alt, main: !e.closest(around) }));
  const media = () => all("audio,video,iframe,embed,object").filter((e) => shown(e) || e.controls).map((e) => ({
    n: mark(e), tag: e.tagName.toLowerCase(), src: e.currentSrc || e.src || e.querySelector("source")?.src || e.data || "", controls: !!e.controls }));
  const colours = () => {
    const paint = (e) => getComputedStyle(e);
    const clear = (c) => /^rgba\(.*,\s*0\)$|\/\s*0\)$/.test(c) || c === "transparent";
    const under = (x, y) => {
      for (const e of document.elementsFromPoint(x, y)) if (!clear(paint(e).backgroundColor)) return paint(e).backgroundColor;
      return clear(paint(document.body).backgroundColor) ? paint(document.documentElement).backgroundColor : paint(document.body).backgroundColor;
    };
    const grid = {};
    for (let i = 0; i < 30; i++) for (let j = 0; j < 20; j++) {
      const c = under((i + 0.5) * innerWidth / 30, (j + 0.5) * innerHeight / 20);
      grid[c] = (grid[c] || 0) + 1 / 600;
    }
    const kinds = { button: "button,[role=button],input[type=submit],a[href]", header: "header,nav,[role=banner],[role=navigation],aside,footer",
      card: "article,section,li,fieldset,form,main div", table: "th,thead,tr,td,table", field: "input:not([type=submit]),select,textarea",
      heading: "h1,h2,h3,h4" };
    const used = [];
    for (const [kind, selector] of Object.entries(kinds)) for (const e of all(selector).filter(shown).slice(0, 250)) {
      const s = paint(e), button = e.matches("button,[role=button],input[type=submit]");
      const seen = { kind: kind === "button" && !button && clear(s.backgroundColor) ? "link" : kind, fill: clear(s.backgroundColor) ? "" : s.backgroundColor, text: line(e.innerText || e.value) ? s.color : "",
        border: ["Top", "Left", "Bottom", "Right"].filter((d) => parseFloat(s["border" + d + "Width"]) > 0 && s["border" + d + "Style"] !== "none").map((d) => s["border" + d + "Color"]) };
      if (!["link"].includes(seen.kind) || seen.text) used.push(seen);
    }
    return { grid, used, body: paint(document.body).backgroundColor, root: paint(document.documentElement).backgroundColor };
  };
  return Object.fromEntries(what.map((each) => [each, { clickables, fields, groups, texts, content, idle, charts, pictures, media, colours }[each]()]));
}
