internal import Domain

/// What is denied or suspended at one point of the fold, a bit for each scope.
///
/// Denials stand in three layers: withdrawals of all use, withdrawals and objections, and answers.
/// A reinstatement clears the first two, a grant the last two.
struct FoldMasks {
  var allUseWithdrawn: UInt16 = 0
  var allUseRefused: UInt16 = 0
  var withdrawn: UInt16 = 0
  var objected: UInt16 = 0
  var declined: UInt16 = 0
  var refused: UInt16 = 0
  /// Scopes whose answer is later than their withdrawal or objection.
  var answeredLast: UInt16 = 0
  var suspended: UInt16 = 0

  /// Scopes that only the donor's reinstatement can re-open.
  var absorbed: UInt16 { allUseWithdrawn | allUseRefused }
  /// Scopes with a denial that a later grant re-opens.
  var denied: UInt16 { withdrawn | objected | declined | refused }

  /// Applies an effect that permits nothing.
  mutating func apply(_ effect: Effect, to scopes: UInt16) {
    switch effect {
    case .grant, .renew: break
    case .resume: suspended &= ~scopes
    case .suspend: suspended |= scopes
    case .reinstate:
      allUseWithdrawn &= ~scopes
      allUseRefused &= ~scopes
      withdrawn &= ~scopes
      objected &= ~scopes
    case .decline:
      declined |= scopes
      refused &= ~scopes
      answeredLast |= scopes
    case .refuse:
      refused |= scopes
      declined &= ~scopes
      answeredLast |= scopes
    case .object:
      objected |= scopes
      withdrawn &= ~scopes
      answeredLast &= ~scopes
    case .withdraw:
      withdrawn |= scopes
      objected &= ~scopes
      answeredLast &= ~scopes
    case .refuseAllUse: allUseRefused |= scopes
    case .withdrawAllUse: allUseWithdrawn |= scopes
    }
  }

  /// Lets a grant re-open scope-level denials.
  /// - Parameter scopes: the scopes that the grant permits.
  /// - Returns: the scopes that were denied, whose earlier permissions end.
  mutating func reopen(_ scopes: UInt16) -> UInt16 {
    let reopened = denied & scopes
    withdrawn &= ~scopes
    objected &= ~scopes
    declined &= ~scopes
    refused &= ~scopes
    return reopened
  }

  /// The states, given what the permissions say.
  /// - Parameters:
  ///   - live: scopes with a permission that holds.
  ///   - reconsent: scopes with a permission that only its outdated form ends.
  ///   - majority: scopes with a permission that the donor must confirm.
  ///   - lapsed: scopes with a permission that has run out.
  ///   - isDead: whether the donor has died.
  /// - Returns: the states.
  func states(
    live: UInt16, reconsent: UInt16, majority: UInt16, lapsed: UInt16, isDead: Bool
  ) -> PackedStates {
    let absorbed = self.absorbed
    let open = ~(absorbed | denied)
    var base = live & open
    let reconsentDue = reconsent & open & ~live
    let majorityDue = majority & open & ~(live | reconsent)
    var over = lapsed & open & ~(live | reconsent | majority)
    var masked = base & suspended
    if isDead {
      let afterDeath = ScopeSet(.useAfterDeath).rawValue
      if base & afterDeath == 0 {
        over |= base
        base = 0
        masked = 0
      } else if suspended & afterDeath != 0 {
        masked = base
      }
    }
    let permitted = base & ~masked
    let answer = (declined | refused) & (answeredLast | ~(withdrawn | objected)) & ~absorbed
    let takenBack = ~answer & ~absorbed
    let isRefused = refused & answer | allUseRefused & ~allUseWithdrawn
    let isWithdrawn = withdrawn & takenBack | allUseWithdrawn
    let isDeclined = declined & answer
    let isObjected = objected & takenBack
    return PackedStates(
      ones: ScopeSet(rawValue: permitted | isRefused | isObjected | over | majorityDue),
      twos: ScopeSet(rawValue: isDeclined | isRefused | masked | over),
      fours: ScopeSet(rawValue: isWithdrawn | isObjected | masked | over),
      eights: ScopeSet(rawValue: reconsentDue | majorityDue))
  }
}
