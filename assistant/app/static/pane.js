const raise = (control, extra) => {
  const { do: name, ask, ...data } = control.dataset;
  if (!events.includes(name) || (ask && !window.confirm(ask))) return;
  trigger(name, { ...data, ...extra });
};
element.addEventListener("click", (event) => {
  const control = event.target.closest("button[data-do]");
  if (control && !control.disabled) raise(control, {});
});
element.addEventListener("submit", (event) => {
  event.preventDefault();
  raise(event.target, Object.fromEntries(new FormData(event.target)));
});
