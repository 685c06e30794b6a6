// Tells that a short link was followed, and goes on to where it leads.
export function enliven(link) {
  navigator.sendBeacon(link.dataset.tells, new URLSearchParams({ _token: link.dataset.token }));
  location.replace(link.href);
}
