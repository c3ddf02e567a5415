/// Why a cryptographic operation gave no result; never carries key or message bytes.
public enum CryptoError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The OpenSSL on this machine does not provide an algorithm.
  case unavailable(algorithm: String)
  /// OpenSSL refused an operation on valid arguments.
  case failed(operation: String)
  /// A key, nonce, signature or sealed box has the wrong length.
  case wrongLength(of: String, expected: Int, actual: Int)
  /// A sealed box was altered, or was sealed under another key or for another purpose.
  case authenticationFailed
  /// A known-answer test of the linked library gave another answer.
  case selfTestFailed(algorithm: String)
  /// A public key that must not be trusted: of low order, or not written canonically.
  case unacceptablePublicKey

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .unavailable(let algorithm):
      "the OpenSSL library provides no \(algorithm); install OpenSSL 3.0.3 or later"
    case .failed(let operation):
      "the OpenSSL library failed to \(operation); check its configuration and free memory"
    case .wrongLength(let what, let expected, let actual):
      "\(what) has \(actual) bytes instead of \(expected); it was cut or is something else"
    case .authenticationFailed:
      "sealed data does not open: it was altered, or belongs to another key or purpose"
    case .selfTestFailed(let algorithm):
      "the OpenSSL library computes a wrong \(algorithm); install OpenSSL 3.0.3 or later"
    case .unacceptablePublicKey:
      "the Ed25519 public key is of low order or not canonical; ask its owner for a proper one"
    }
  }
}
