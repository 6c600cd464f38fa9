// The socket on which the sandbox tells this page what there is; it comes back by itself.

const FIRST_WAIT = 250; // milliseconds
const LONGEST_WAIT = 3000;

export class Connection {
  #socket = null;
  #wait = FIRST_WAIT;

  constructor({ onTold, onLost }) {
    this.onTold = onTold;
    this.onLost = onLost;
  }

  open() {
    const socket = new WebSocket(`ws://${location.host}/page/socket`);
    socket.addEventListener("open", () => (this.#wait = FIRST_WAIT));
    socket.addEventListener("message", (event) => this.onTold(JSON.parse(event.data)));
    socket.addEventListener("close", () => this.#again());
    this.#socket = socket;
  }

  /** Say who sits at this page. */
  sit(person) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ person }));
  }

  #again() {
    this.onLost();
    setTimeout(() => this.open(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }
}
