// A new class begins with the time zone of the browser, where the list has it.

const field = document.querySelector("select[data-browser-zone]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const isUntouched = field?.selectedOptions[0]?.defaultSelected;

if (isUntouched && [...field.options].some((option) => option.value === zone)) {
  field.value = zone;
}
