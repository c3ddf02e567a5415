/// A piece of a row, made once: bytes, and the places among them where the pseudonym belongs.
///
/// Written as a text with ``Pseudonym`` and ``JSON`` values in it; what makes rows only copies.
struct ReleaseFragment: Sendable {
  /// Stands for the pseudonym of the row.
  struct Pseudonym {}

  private(set) var bytes: [UInt8] = []
  private(set) var places: [Int] = []

  static let pseudonym = Pseudonym()

  var isEmpty: Bool { bytes.isEmpty && places.isEmpty }

  private mutating func append(_ other: ReleaseFragment) {
    places += other.places.map { $0 + bytes.count }
    bytes += other.bytes
  }
}

extension ReleaseFragment: ExpressibleByStringInterpolation {
  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var fragment = ReleaseFragment()

    init(literalCapacity: Int, interpolationCount: Int) {
      fragment.bytes.reserveCapacity(literalCapacity)
    }

    mutating func appendLiteral(_ text: String) { fragment.bytes += text.utf8 }

    /// The pseudonym of the row.
    mutating func appendInterpolation(_: Pseudonym) { fragment.places.append(fragment.bytes.count) }

    /// A text in quotes, escaped.
    mutating func appendInterpolation(json text: String) {
      var writer = JSONWriter()
      writer.string(text)
      fragment.bytes += writer.bytes
    }

    /// A cell of a tab-separated file: no tab, no line end, no other control.
    mutating func appendInterpolation(cell text: String) {
      fragment.bytes += text.utf8.map { $0 < ASCII.space || $0 == 0x7F ? ASCII.space : $0 }
    }

    /// A number.
    mutating func appendInterpolation(_ number: Int) { fragment.bytes.appendDecimal(number) }

    /// Another piece.
    mutating func appendInterpolation(_ other: ReleaseFragment) { fragment.append(other) }
  }

  init(stringLiteral text: String) { bytes = Array(text.utf8) }

  init(bytes: [UInt8]) { self.bytes = bytes }

  init(stringInterpolation: StringInterpolation) { self = stringInterpolation.fragment }
}
