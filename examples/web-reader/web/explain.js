/** Errors in the words of the person before the screen; what they mean exactly stands behind. */
const WORDS = {
  MnemonicError: 'Please check your words',
  WrongWordsError: 'These words do not open this key',
  NotARecipientError: 'This record is not sealed for your key',
  IntegrityError: 'This record was damaged or altered, so it is not shown',
  MalformedError: 'A file is not what it should be',
  UnsupportedError: 'This reader does not know this kind of file or key',
  NotReadableError: 'A file could not be read; choose it again',
};

export function explain(error) {
  const known = WORDS[error.name];
  return known ? `${known}: ${error.message}.` : error.message;
}

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

export function bytesText(size) {
  const unit = Math.min(UNITS.length - 1, size > 0 ? Math.floor(Math.log2(size) / 10) : 0);
  return unit === 0 ? `${size} bytes` : `${(size / 1024 ** unit).toFixed(1)} ${UNITS[unit]}`;
}
