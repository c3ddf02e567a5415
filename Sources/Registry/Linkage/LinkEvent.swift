internal import Domain

/// What was done to find the people that another registry knows too, by counts alone.
struct LinkEvent: Hashable {
  enum Step: UInt8, CaseIterable {
    case prepared = 1
    case compared = 2
  }

  var step: Step
  /// The identifier of the exchange, which tells whether a secret has served.
  var exchange: [UInt8]
  /// People of this registry.
  var people: UInt64
  /// People of the other one; 0 while a file is prepared.
  var others: UInt64
  /// Pairs found.
  var pairs: UInt64
  /// Whether encodings were added.
  var hasEncodings: Bool

  var kind: String { step == .prepared ? "link_prepared" : "link_compared" }
}

extension CanonicalWriter {
  mutating func write(_ event: LinkEvent) {
    write(event.exchange)
    write(event.people)
    write(event.others)
    write(event.pairs)
    write(event.hasEncodings)
  }
}

extension CanonicalReader {
  /// Reads what the writer wrote.
  /// - Returns: the event; nil where the kind is none of these.
  mutating func readLinkEvent(kind: String) throws(CanonicalReadError) -> LinkEvent? {
    let step: LinkEvent.Step
    switch kind {
    case "link_prepared": step = .prepared
    case "link_compared": step = .compared
    default: return nil
    }
    return LinkEvent(
      step: step, exchange: try readBytes(), people: try read(), others: try read(),
      pairs: try read(), hasEncodings: try readBool())
  }
}
