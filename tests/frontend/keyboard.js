// What a keyboard meets on a page: put into it by `test_keyboard.py`.
window.keyboard = (() => {
  const native =
    "a[href], button, input:not([type=hidden]), select, textarea, summary, audio[controls], video[controls], [tabindex='0']"
  const all = () => [...document.querySelectorAll("*")]
  const seen = (each) => each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length > 0
  const called = (each) => {
    const words = (each.getAttribute("aria-label") || each.innerText || each.name || "").trim().replace(/\s+/g, " ")
    return `<${each.localName} class="${each.className.baseVal ?? each.className}"> ${words.slice(0, 50)}`
  }
  const met = new Set()
  let last = null

  // What a mouse can press; of radio buttons that belong together one is enough, arrows lead on.
  const pressed = () => all().filter((each) => each.matches(native) && !each.disabled && each.tabIndex >= 0 && seen(each))
  const together = (each) =>
    each.type === "radio" && [...met].some((other) => other.name === each.name && other.form === each.form)

  // What shows a hand but has nothing in or around it that takes the focus.
  const pretending = () =>
    all().filter((each) => {
      if (!seen(each) || getComputedStyle(each).cursor !== "pointer") return false
      const label = each.closest("label")
      return !each.closest(native) && !each.querySelector(native) && !(label && label.control)
    })

  const look = (each) =>
    [null, "::before", "::after"]
      .map((part) => getComputedStyle(each, part))
      .map((style) => [style.outlineStyle, style.outlineWidth, style.boxShadow, style.borderColor, style.backgroundColor, style.opacity, style.clipPath, style.position].join())
      .join(";")
  const around = (each) =>
    [each, each.parentElement, each.parentElement?.parentElement, each.nextElementSibling, ...(each.labels ?? [])].filter(Boolean)

  const outlined = (each) => {
    const style = getComputedStyle(each)
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1
  }

  return {
    // The element that has the focus, and whether that can be seen; nothing at the end of the page. A date has
    // several places where the focus can be.
    step() {
      const at = document.activeElement
      if (at && at === last) return { name: called(at), shown: true }
      if (!at || at === document.body || met.has(at)) return null
      last = at
      met.add(at)
      if (outlined(at)) return { name: called(at), shown: true }
      const focused = around(at).map(look).join()
      at.blur()
      const plain = around(at).map(look).join()
      at.focus()
      return { name: called(at), shown: focused !== plain }
    },
    missed: () => pressed().filter((each) => !met.has(each) && !together(each)).map(called),
    pretending: () => pretending().map(called),
  }
})()
