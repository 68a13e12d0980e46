// What only a browser can do: scrolling to the evidence, copying, saving, keys, dark mode, tabs.
window.assistantPage = (() => {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const behavior = () => (calm.matches ? "auto" : "smooth");

  const mark = (element) => {
    const pages = element.querySelector(".pages");
    const target = pages?.querySelector("mark, .cited");
    if (!pages) return;
    const top = target ? target.getBoundingClientRect().top - pages.getBoundingClientRect().top : 0;
    pages.scrollTo({ top: target ? pages.scrollTop + top - pages.clientHeight / 3 : 0 });
  };

  const showPane = (name) => {
    const panes = document.querySelector("#panes");
    if (panes) panes.dataset.pane = name;
    for (const tab of document.querySelectorAll("#bar [data-pane]"))
      tab.setAttribute("aria-pressed", String(tab.dataset.pane === name));
    if (name === "source-pane") mark(document.querySelector("#source")); // hidden, it had no height
  };

  // the question that is being answered, at the top, so that its answer grows below it
  let wasBusy = false;
  const newest = (element) => {
    const busy = Boolean(element.querySelector('[aria-busy="true"]'));
    const turn = element.querySelector(".turn:last-child");
    if (turn && (busy || wasBusy))
      element.closest("#conversation").scrollTo({ top: turn.offsetTop - 8, behavior: behavior() });
    wasBusy = busy;
  };

  const save = (file) => {
    if (!file?.name) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file.text], { type: file.kind }));
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  const copy = async (control) => {
    const label = control.textContent;
    try {
      await navigator.clipboard.writeText(control.dataset.text);
    } catch {
      // no clipboard on plain http from another machine: the old way
      const area = document.body.appendChild(document.createElement("textarea"));
      area.value = control.dataset.text;
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    control.textContent = "✓ Copied";
    setTimeout(() => (control.textContent = label), 1500);
  };

  // a chip's quote, above it or below it, inside the window
  const tip = (chip, shown) => {
    const box = chip?.parentElement.querySelector(".tip");
    if (!box) return;
    box.classList.toggle("shown", shown);
    if (!shown) return;
    const at = chip.getBoundingClientRect();
    const left = Math.min(at.left - box.offsetWidth / 2, innerWidth - box.offsetWidth - 8);
    const above = at.top - box.offsetHeight - 6;
    box.style.left = `${Math.max(8, left)}px`;
    box.style.top = `${above > 8 ? above : at.bottom + 6}px`;
  };
  for (const [name, shown] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]])
    document.addEventListener(name, (event) => tip(event.target.closest?.(".cite"), shown));

  const theme = (dark) => {
    document.body.classList.toggle("dark", dark);
    localStorage.setItem("assistant-theme", dark ? "dark" : "light");
  };

  document.addEventListener("click", (event) => {
    const control = event.target.closest("button");
    if (control?.dataset.do === "copy") copy(control);
    if (control?.classList.contains("theme")) theme(!document.body.classList.contains("dark"));
    if (control?.dataset.pane) showPane(control.dataset.pane);
    if (["open", "document"].includes(control?.dataset.do)) showPane("source-pane");
    if (["suggest", "retry", "resume"].includes(control?.dataset.do)) showPane("conversation-pane");
    for (const menu of document.querySelectorAll("#bar details[open]"))
      if (!menu.contains(event.target) || control) menu.open = false;
  });

  document.addEventListener("keydown", (event) => {
    const question = document.querySelector("#question textarea");
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "/" && !typing) {
      event.preventDefault();
      showPane("conversation-pane");
      question?.focus();
    } else if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) {
      event.preventDefault();
      const by = event.key === "ArrowUp" ? "-1" : "1";
      document.querySelector(`#source [data-do="step"][data-by="${by}"]`)?.click();
    } else if (event.key === "Escape") {
      const menus = document.querySelectorAll("#bar details[open]");
      for (const menu of menus) menu.open = false;
      if (!menus.length) document.querySelector("#question .stop-button")?.click();
    }
  });

  const begin = () => {
    const chosen = localStorage.getItem("assistant-theme");
    if (chosen) theme(chosen === "dark");
  };
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", begin) : begin();
  return { newest, mark, save };
})();
