export const placeFieldId = "place-of-concern";

export function focusPlaceField(): void {
  const field = document.getElementById(placeFieldId);
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.select();
}
