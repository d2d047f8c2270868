for (const picture of document.querySelectorAll("figure.picture")) {
  const tip = document.createElement("div");
  let shown = null;
  tip.className = "tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  picture.append(tip);
  const hide = () => { shown = null; tip.hidden = true; };
  const place = () => {
    if (!shown) return;
    const at = shown.getBoundingClientRect();
    const below = at.bottom + 8 + tip.offsetHeight < innerHeight;
    tip.style.left = Math.max(8, Math.min(at.left, innerWidth - tip.offsetWidth - 8)) + "px";
    tip.style.top = Math.max(8, below ? at.bottom + 8 : at.top - tip.offsetHeight - 8) + "px";
  };
  const show = (sign) => { shown = sign; tip.textContent = sign.dataset.says; tip.hidden = false; place(); };
  const reveal = (rule) => {
    const sheet = rule.closest(".sheet"), names = sheet.querySelector(".names").getBoundingClientRect();
    const at = rule.querySelector("line").getBoundingClientRect().left, right = sheet.getBoundingClientRect().right;
    if (at < names.right + 8 || at > right - 8) sheet.scrollLeft += at - (names.right + right) / 2;
  };
  picture.querySelectorAll(".asof").forEach(reveal);
  picture.moveRule = (day) => {
    const written = new Date(day).toLocaleDateString("en-US", { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" });
    for (const rule of picture.querySelectorAll(".asof")) {
      const { first, left, right, each } = rule.ownerSVGElement.dataset, text = rule.querySelector("text");
      const days = (Date.parse(day) - Date.parse(first)) / 864e5 + 0.5;
      const x = Math.min(Math.max(Number(left) + days * each, left), right);
      rule.setAttribute("transform", `translate(${x.toFixed(1)},0)`);
      rule.dataset.day = day;
      text.textContent = `as of ${written}`;
      const before = x + text.getComputedTextLength() + 8 > right;
      text.setAttribute("text-anchor", before ? "end" : "start");
      text.setAttribute("x", before ? -8 : 8);
      reveal(rule);
    }
  };
  for (const sign of picture.querySelectorAll(".sign")) {
    const title = sign.querySelector("title");
    sign.dataset.says = title.textContent;
    sign.setAttribute("aria-label", title.textContent);
    title.remove();
    for (const happens of ["mouseenter", "focus", "click"]) sign.addEventListener(happens, () => show(sign));
    for (const happens of ["mouseleave", "blur"]) sign.addEventListener(happens, hide);
  }
  picture.addEventListener("keydown", (pressed) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[pressed.key];
    const track = pressed.target.closest(".track");
    if (pressed.key === "Escape") hide();
    if (!step || !track) return;
    const row = [...track.querySelectorAll(".sign")];
    const next = row[row.indexOf(pressed.target.closest(".sign")) + step];
    if (!next) return;
    pressed.preventDefault();
    row.forEach((sign) => sign.setAttribute("tabindex", sign === next ? 0 : -1));
    next.focus();
  });
  addEventListener("scroll", place, { passive: true, capture: true });
  addEventListener("resize", place);
}
