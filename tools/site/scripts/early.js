// Before anything is drawn: the theme that the reader chose on an earlier page.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }
} catch {
  // Nothing may be stored here; the theme of the system will do.
}
