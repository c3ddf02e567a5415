public import Domain
public import RegistryCrypto

/// Why two registries could not compare their files.
public enum ExchangeError: Error, Equatable, CustomStringConvertible {
  /// The bytes are no file of this kind.
  case notAnExchangeFile
  /// A version that this program does not read.
  case unknownVersion(UInt8)
  /// The file was made under another secret, or changed since.
  case notAuthentic
  /// The two files are of different exchanges.
  case otherExchange
  /// The bytes break off, go on, or hold what the form does not allow.
  case damaged(CanonicalReadError)
  /// The cryptographic library failed.
  case crypto(CryptoError)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .notAnExchangeFile: "this is no exchange file; give the file that prepare wrote"
    case .unknownVersion(let version):
      "the exchange file has version \(version), and version 1 is read; prepare it again"
    case .notAuthentic:
      "the exchange file was made under another secret or changed since; compare the secrets of "
        + "both sides and prepare it again"
    case .otherExchange:
      "the two files are of different exchanges; prepare both under one identifier"
    case .damaged(let error): "the exchange file is damaged: \(error)"
    case .crypto(let error): "\(error)"
    }
  }
}
