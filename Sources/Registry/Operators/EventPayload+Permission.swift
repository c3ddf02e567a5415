internal import Domain
internal import Storage

extension EventPayload {
  /// The roles that may append such an event; a kind that is not named is the administrator's.
  ///
  /// Withdrawal is never harder than consent: every operator may record a no, and what follows
  /// from it for offers is recorded with it.
  var permittedRoles: OperatorRoles {
    switch self {
    case .consentRecorded(let facts) where facts.kind.isDenial: .every
    case .offerChanged(let change) where change.move.state == .cancelled: .every
    case .clockRegressed, .operationSigned, .withdrawalTakenIn: .every
    case .consentRecorded, .donorsMerged, .donorSplit, .duplicateDecided:
      .coordination
    case .donorRegistered, .donorExtended, .duplicatesSuspected, .importFinished,
      .importProgress, .matchAsked, .recallNotified, .recallAcknowledged, .recallClosed,
      .offerProposed, .offerChanged:
      .intake
    case .programmePublished, .programmeStateChanged, .releaseSealed, .releaseDelivered,
      .releaseGoverned, .releaseRequested, .releaseDestroyed, .recipientAdded, .recipientShares,
      .linked:
      .research
    case .releaseDecided: .approval
    case .countAnswered: .counting
    default: .administration
    }
  }

  /// Whether anybody may read the payload, because an auditor needs no key to check it.
  var isOpen: Bool {
    switch self {
    case .operatorAdded, .operatorRevoked, .operationSigned: true
    // A restored ledger tells by these which keys open the rest of it.
    case .keysChanged(.rotationBegan), .keysChanged(.rotationFinished): true
    default: false
    }
  }
}

extension OperatorRoles {
  fileprivate static let coordination = OperatorRoles([.coordinator])
  fileprivate static let intake = OperatorRoles([.coordinator, .dataManager])
  fileprivate static let counting = OperatorRoles([.coordinator, .dataManager, .researcher])
  fileprivate static let research = OperatorRoles([.dataManager])
  fileprivate static let approval = OperatorRoles([.approver])
  fileprivate static let administration = OperatorRoles([.administrator])
}
