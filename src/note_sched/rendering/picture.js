for (const picture of document.querySelectorAll("figure.picture")) {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  picture.append(tip);
  const hide = () => { tip.hidden = true; };
  const show = (sign) => {
    tip.textContent = sign.dataset.says;
    tip.hidden = false;
    const at = sign.getBoundingClientRect();
    const left = Math.min(at.left, innerWidth - tip.offsetWidth - 8);
    const below = at.bottom + 8 + tip.offsetHeight < innerHeight;
    tip.style.left = Math.max(8, left) + "px";
    tip.style.top = Math.max(8, below ? at.bottom + 8 : at.top - tip.offsetHeight - 8) + "px";
  };
  for (const sign of picture.querySelectorAll(".sign")) {
    const title = sign.querySelector("title");
    sign.dataset.says = title.textContent;
    sign.setAttribute("aria-label", title.textContent);
    title.remove();
    sign.addEventListener("mouseenter", () => show(sign));
    sign.addEventListener("mouseleave", hide);
    sign.addEventListener("focus", () => show(sign));
    sign.addEventListener("blur", hide);
    sign.addEventListener("click", () => show(sign));
  }
  picture.addEventListener("keydown", (pressed) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[pressed.key];
    if (pressed.key === "Escape") hide();
    if (!step || !pressed.target.closest(".track")) return;
    const row = [...pressed.target.closest(".track").querySelectorAll(".sign")];
    const next = row[row.indexOf(pressed.target.closest(".sign")) + step];
    if (!next) return;
    pressed.preventDefault();
    row.forEach((sign) => sign.setAttribute("tabindex", sign === next ? 0 : -1));
    next.focus();
  });
  addEventListener("scroll", hide, { passive: true, capture: true });
}
