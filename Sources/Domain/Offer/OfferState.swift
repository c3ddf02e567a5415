/// Where the offer of a donor's tissue to a programme stands.
public enum OfferState: UInt8, CodedValue {
  /// The allocation proposes it; the next one may think better of it.
  case proposed = 1
  /// The programme took it up: no allocation takes it back.
  case reserved = 2
  /// The tissue was handed over.
  case released = 3
  /// The programme did not want it.
  case declined = 4
  /// It was taken back, or what it stood on fell away.
  case cancelled = 5
  /// Its time ran out before the tissue was handed over; never stored, always computed.
  case expired = 6

  /// `offer state`.
  public static var vocabulary: String { "offer state" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .proposed: "proposed"
    case .reserved: "reserved"
    case .released: "released"
    case .declined: "declined"
    case .cancelled: "cancelled"
    case .expired: "expired"
    }
  }

  /// Whether the tissue may still go to the programme.
  public var isLive: Bool { self == .proposed || self == .reserved }

  /// Whether the programme has it: it takes a place and a portion, and no allocation touches it.
  public var isAccepted: Bool { self == .reserved || self == .released }

  /// Where it can go from here.
  /// - Parameter cause: why it is to move; tissue that was handed over goes back only where consent
  ///   demands it.
  /// - Returns: the states.
  public func successors(because cause: OfferCause) -> [OfferState] {
    switch self {
    case .proposed: cause == .plan ? [.cancelled] : [.reserved, .declined, .cancelled]
    case .reserved: cause == .plan ? [] : [.released, .declined, .cancelled]
    case .released: cause == .consent ? [.cancelled] : []
    case .declined, .cancelled, .expired: []
    }
  }
}

/// Why an offer moved.
public enum OfferCause: UInt8, CodedValue {
  /// Somebody decided so.
  case decision = 1
  /// The donor's consent no longer permits it.
  case consent = 2
  /// What is known of donor or tissue no longer suits the programme.
  case eligibility = 3
  /// The programme takes no donors any more, or changed.
  case programme = 4
  /// A later allocation found a better use.
  case plan = 5
  /// Two codes turned out to be one person, who has another offer of the programme.
  case samePerson = 6

  /// `offer cause`.
  public static var vocabulary: String { "offer cause" }

  /// The name that people write.
  public var name: String {
    switch self {
    case .decision: "decision"
    case .consent: "consent"
    case .eligibility: "eligibility"
    case .programme: "programme"
    case .plan: "plan"
    case .samePerson: "same_person"
    }
  }
}
