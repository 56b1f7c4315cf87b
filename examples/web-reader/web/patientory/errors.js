/** What the specifications' error tables name, under the same names with Error for Exception. No message carries a secret. */
export class PatientoryError extends Error {
  constructor(message) {
    super(message);
    this.name = new.target.name;
  }
}

/** Not of the form that the specification gives; `place` says where. */
export class MalformedError extends PatientoryError {
  constructor(place, reason) {
    super(`${place}: ${reason}`);
    this.place = place;
  }
}

/** Well formed, but an algorithm, a version or a bound that this reader does not accept. */
export class UnsupportedError extends PatientoryError {
  constructor(field, found) {
    super(`${field}: ${String(found).slice(0, 80)} is not supported`);
    this.field = field;
    this.found = found;
  }
}

/** Altered, exchanged, cut, or made for another key. `segment` is set for a part of a body. */
export class IntegrityError extends PatientoryError {
  constructor(message, segment) {
    super(segment === undefined ? message : `segment ${segment}: ${message}`);
    this.segment = segment;
  }
}

/** The envelope has no entry for this key. */
export class NotARecipientError extends PatientoryError {
  constructor(kid, kids) {
    super(`the envelope has ${kids.length} recipient(s), and this key is none of them`);
    this.kid = kid;
    this.kids = kids;
  }
}

/** The words do not open the blob, or its wrapped key was altered: the two cannot be told apart. */
export class WrongWordsError extends PatientoryError {
  constructor() {
    super('the words do not open this key, or it was altered');
  }
}

/** `flaw` is `count`, `word` or `checksum`; `place` counts words from 1. Never the word itself. */
export class MnemonicError extends PatientoryError {
  constructor(flaw, message, place) {
    super(message);
    this.flaw = flaw;
    this.place = place;
  }
}

/** A registration that does not prove what it says; `flaw` is the first check that fails, as registration-v1 names it. */
export class RegistrationError extends PatientoryError {
  constructor(flaw) {
    super(`the registration fails its check ${flaw}`);
    this.flaw = flaw;
  }
}
