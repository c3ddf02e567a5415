public import Domain

/// An operator as the table of operators holds it.
public struct StoredOperator: Hashable, Sendable {
  /// The operator's name, the actor of what the operator does.
  public var name: String
  /// The key that verifies the operator's signatures, 32 bytes.
  public var publicKey: [UInt8]
  /// What the operator is enrolled for.
  public var roles: OperatorRoles
  /// Ledger sequence of the enrolment.
  public var addedSequence: UInt64
  /// Ledger sequence of the revocation; nil while the operator may act.
  public var revokedSequence: UInt64?

  /// Describes an operator.
  /// - Parameters:
  ///   - name: the operator's name.
  ///   - publicKey: the key that verifies the operator's signatures.
  ///   - roles: what the operator is enrolled for.
  ///   - addedSequence: ledger sequence of the enrolment.
  ///   - revokedSequence: ledger sequence of the revocation.
  public init(
    name: String, publicKey: [UInt8], roles: OperatorRoles, addedSequence: UInt64,
    revokedSequence: UInt64? = nil
  ) {
    self.name = name
    self.publicKey = publicKey
    self.roles = roles
    self.addedSequence = addedSequence
    self.revokedSequence = revokedSequence
  }
}

extension Snapshot {
  /// Everybody who is or was enrolled, oldest first.
  /// - Returns: the operators.
  /// - Throws: ``StoreError``.
  public func operators() throws(StoreError) -> [StoredOperator] {
    try translating {
      let select = try prepared(
        """
        SELECT name, public_key, roles, added_seq, revoked_seq FROM operator ORDER BY added_seq
        """)
      defer { select.reset() }
      var found: [StoredOperator] = []
      while try select.next() {
        found.append(
          StoredOperator(
            name: select.text(0), publicKey: select.blob(1),
            roles: OperatorRoles(rawValue: UInt8(clamping: select.integer(2))),
            addedSequence: select.sequence(3),
            revokedSequence: select.optionalSequence(4)))
      }
      return found
    }
  }
}

extension ProjectionWriter {
  /// Adds an operator.
  /// - Parameter enrolled: the operator.
  /// - Throws: ``StoreError/constraint(detail:)`` where name or key are another's.
  public func add(operator enrolled: StoredOperator) throws(StoreError) {
    try translating {
      let insert = try prepared(
        "INSERT INTO operator (name, public_key, roles, added_seq) VALUES (?1, ?2, ?3, ?4)")
      insert.bind(1, enrolled.name)
      insert.bind(2, enrolled.publicKey)
      insert.bind(3, Int64(enrolled.roles.rawValue))
      insert.bind(4, Int64(enrolled.addedSequence))
      try insert.run()
    }
  }

  /// Notes that an operator may no longer act.
  /// - Parameters:
  ///   - name: the operator's name.
  ///   - sequence: ledger sequence of the revocation.
  /// - Throws: ``StoreError``.
  public func revoke(operator name: String, sequence: UInt64) throws(StoreError) {
    try translating {
      let update = try prepared("UPDATE operator SET revoked_seq = ?2 WHERE name = ?1")
      update.bind(1, name)
      update.bind(2, Int64(sequence))
      try update.run()
    }
  }
}
