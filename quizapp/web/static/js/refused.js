// After a form that was refused, reading goes on at the first thing to mend.

const first = document.querySelector("#main :is([aria-invalid=true], .errors)");
if (first) {
  if (first.matches(".errors")) first.tabIndex = -1;
  first.focus();
}
