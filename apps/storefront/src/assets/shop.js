// The shop works without any of this; it only saves a press here and there.

// A choice that is made is applied; the button is for when this file has not come.
for (const form of document.querySelectorAll('form[data-choose]')) {
  form.querySelector('button')?.remove();
  form.addEventListener('change', () => form.requestSubmit());
}

for (const form of document.querySelectorAll('form[data-submit]')) {
  form.querySelector('.update')?.remove();
  form.addEventListener('change', () => form.requestSubmit());
}

// What costs something is sent once, however often the button is pressed.
for (const form of document.querySelectorAll('form[data-once]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
    form.querySelector('button')?.setAttribute('aria-busy', 'true');
  });
}

// A page that comes back from the browser's memory may be pressed again.
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  for (const form of document.querySelectorAll('form[data-once]')) delete form.dataset.sent;
});
