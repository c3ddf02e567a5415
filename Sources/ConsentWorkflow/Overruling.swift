public import Domain

/// Why an event about a scope did not decide its state.
public enum Overruling: Hashable, Sendable {
  /// A void took it out.
  case voided(by: UInt64)
  /// It holds from a later day.
  case notYetInEffect(from: CivilDay)
  /// The donor left the scope open.
  case leftOpen
  /// An answer, denial or suspension of the same sort is later or stricter.
  case replaced(by: UInt64)
  /// A denial holds.
  case denied(by: UInt64)
  /// A later grant re-opened it.
  case reopened(by: UInt64)
  /// A denial ended it, and the grant after the denial did not revive it.
  case notRevived(by: UInt64)
  /// The donor took it back.
  case takenBack(by: UInt64)
  /// The suspension is over.
  case resumed(by: UInt64)
  /// A suspension masks it.
  case suspended(by: UInt64)
  /// Its validity has run out.
  case lapsed(on: CivilDay)
  /// The donor has come of age since a parent or guardian signed.
  case cameOfAge(on: CivilDay)
  /// A material version of the form outdates it.
  case outdated(by: FormReference, from: CivilDay)
  /// No form that was known asks for the scope.
  case formUnknown
  /// Its form says that it ends with the donor's death.
  case endedByDeath(on: CivilDay)
  /// Only the donor can reinstate.
  case notSignedByDonor
  /// There was nothing for it to end or to mask.
  case withoutEffect
}

extension Overruling: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .voided(let event): "event \(event) voids it"
    case .notYetInEffect(let day): "it takes effect on \(day)"
    case .leftOpen: "the donor left this scope open, earlier answers stay"
    case .replaced(let event): "event \(event) is later or stricter"
    case .denied(let event): "event \(event) denies the scope"
    case .reopened(let event): "grant \(event) re-opens what it closed"
    case .notRevived(let event): "a denial ended it, and grant \(event) starts afresh"
    case .takenBack(let event): "the donor took it back with reinstatement \(event)"
    case .resumed(let event): "resumption \(event) ends it"
    case .suspended(let event): "suspension \(event) masks it"
    case .lapsed(let day): "its validity ran out on \(day)"
    case .cameOfAge(let day): "the donor came of age on \(day) and must confirm it"
    case .outdated(let form, let day): "form \(form) outdates it from \(day)"
    case .formUnknown: "no form known then asks for this scope"
    case .endedByDeath(let day): "its form ends it with the donor's death on \(day)"
    case .notSignedByDonor: "only the donor can reinstate"
    case .withoutEffect: "there was nothing for it to end or to mask"
    }
  }
}

/// An event that did not decide, and why.
public struct OverruledEvent: Hashable, Sendable {
  /// The event.
  public let sequence: UInt64
  /// Why it did not decide.
  public let why: Overruling

  /// States why an event did not decide.
  /// - Parameters:
  ///   - sequence: the event.
  ///   - why: why it did not decide.
  public init(sequence: UInt64, why: Overruling) {
    self.sequence = sequence
    self.why = why
  }
}
