/** How high a foot is that stays at the lower edge of the window, in px; messages stand above it. 0 without one. */
class FootRoom {
  height = $state(0);
}

export const footRoom = new FootRoom();
