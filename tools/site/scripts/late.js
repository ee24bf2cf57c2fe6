(() => {
  const root = document.documentElement;
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
  const hasRoom = matchMedia("(min-width: 72rem)");

  const button = document.querySelector("button.theme");
  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : systemIsDark.matches;
  const showTheme = () => button.setAttribute("aria-pressed", isDark());
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    root.dataset.theme = theme;
    showTheme();
    try {
      // Who chooses what the system has goes with the system again.
      if ((theme === "dark") === systemIsDark.matches) {
        localStorage.removeItem("theme");
      } else {
        localStorage.setItem("theme", theme);
      }
    } catch {
      // Then it lasts as long as the page.
    }
  });
  systemIsDark.addEventListener("change", showTheme);
  showTheme();
  button.hidden = false;

  const contents = document.querySelector(".contents details");
  const openContents = () => contents.open = hasRoom.matches;
  hasRoom.addEventListener("change", openContents);
  openContents();

  // A box with nothing to scroll is no stop for the keyboard.
  const boxes = [...document.querySelectorAll(".scroll")];
  const setStop = (box) => {
    const scrolls = box.scrollWidth > box.clientWidth;
    if (scrolls) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  };
  const watcher = new ResizeObserver((entries) =>
    entries.forEach(({ target }) => setStop(target))
  );
  for (const box of boxes) watcher.observe(box);
  document.fonts.ready.then(() => boxes.forEach(setStop));
})();
