/** Bytes that arrive in pieces of any size and are taken in pieces of a wanted size. */
export class ByteQueue {
  #pieces = [];
  #reader;
  #ended = false;
  available = 0;

  /** @param {ReadableStream<Uint8Array>} stream */
  constructor(stream) {
    this.#reader = stream.getReader();
  }

  /** Reads until so many bytes are there or the stream ends. */
  async fill(wanted) {
    while (this.available < wanted && !this.#ended) {
      const { value, done } = await this.#reader.read();
      this.#ended = done;
      if (!done && value.length > 0) {
        this.#pieces.push(value);
        this.available += value.length;
      }
    }
    return this.available >= wanted;
  }

  /** Up to `wanted` bytes, in memory of their own. */
  take(wanted) {
    const bytes = new Uint8Array(Math.min(wanted, this.available));
    for (let at = 0; at < bytes.length; ) {
      const part = this.#pieces[0].subarray(0, bytes.length - at);
      bytes.set(part, at);
      at += part.length;
      if (part.length === this.#pieces[0].length) {
        this.#pieces.shift();
      } else {
        this.#pieces[0] = this.#pieces[0].subarray(part.length);
      }
    }
    this.available -= bytes.length;
    return bytes;
  }

  peek(wanted) {
    const bytes = this.take(wanted);
    this.#pieces.unshift(bytes);
    this.available += bytes.length;
    return bytes;
  }

  cancel(reason) {
    return this.#reader.cancel(reason);
  }
}

/**
 * Several pieces in work at once, their results in order. WebCrypto works on threads of its own, so this is faster than
 * one after the other; memory is bounded by the window. Nothing is given out behind the first failure.
 * @param {AsyncGenerator<() => Promise>} jobs
 */
export async function* inOrder(jobs, window = 8) {
  const running = [];
  const add = (result) => {
    result.catch(() => {}); // reported when its turn comes
    running.push(result);
  };
  for (let more = true; more || running.length > 0; ) {
    if (!more || running.length >= window) {
      yield await running.shift();
      continue;
    }
    try {
      const { value, done } = await jobs.next();
      more = !done;
      if (more) {
        add(value());
      }
    } catch (error) {
      more = false;
      add(Promise.reject(error));
    }
  }
}

/** A stream of what a generator yields; the generator is asked only when someone reads. */
export function readable(generator) {
  return new ReadableStream(
    {
      async pull(controller) {
        const { value, done } = await generator.next();
        done ? controller.close() : controller.enqueue(value);
      },
      async cancel() {
        await generator.return();
      },
    },
    { highWaterMark: 0 },
  );
}

const PIECE_BYTES = 16 * 1024 * 1024;

/**
 * All of a stream, as a Blob: a browser moves large ones out of its memory, piece by piece. (A Response made of the
 * stream would hide why it failed.)
 */
export async function collect(stream) {
  const pieces = [];
  let piece = [];
  let size = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    piece.push(next.value);
    size += next.value.length;
    if (size >= PIECE_BYTES) {
      pieces.push(new Blob(piece));
      piece = [];
      size = 0;
    }
  }
  return new Blob([...pieces, ...piece]);
}
