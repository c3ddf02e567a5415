public import Domain

/// The part of a consent event that says which form asked for which scopes.
public struct SignedForm: Hashable, Sendable {
  /// Ledger sequence of the form's publication.
  public let form: UInt64
  /// The scopes that the form asked for.
  public let scopes: ScopeSet
}

extension Snapshot {
  /// Reads which forms donors signed, donor after donor.
  public struct SignedFormCursor {
    private let rows: RowCursor

    fileprivate init(_ rows: RowCursor) { self.rows = rows }

    /// The forms of grants and renewals of a donor that no void names, oldest first.
    /// - Parameter donor: the donor's code; codes have to come in ascending order.
    /// - Returns: the forms.
    /// - Throws: ``StoreError``.
    public func forms(of donor: Int64) throws -> [SignedForm] {
      var forms: [SignedForm] = []
      try rows.take(donor) { row in
        forms.append(
          SignedForm(
            form: row.sequence(1),
            scopes: ScopeSet(rawValue: UInt16(truncatingIfNeeded: row.integer(2)))))
      }
      return forms
    }
  }

  /// Prepares the reading of signed forms.
  /// - Returns: the cursor.
  /// - Throws: ``StoreError``.
  public func signedForms() throws(StoreError) -> SignedFormCursor {
    try translating {
      let kinds = [ConsentEventKind.grant, .renewal].map { String($0.rawValue) }
      return SignedFormCursor(
        try RowCursor(
          database,
          """
          SELECT e.donor, e.form_seq, e.permitted | e.declined | e.not_chosen
          FROM consent_event e
          WHERE e.donor >= ?1 AND e.form_seq IS NOT NULL
            AND e.kind IN (\(kinds.joined(separator: ", ")))
            AND NOT EXISTS
              (SELECT 1 FROM consent_event v WHERE v.donor = e.donor AND v.target = e.seq)
          ORDER BY e.donor, e.seq
          """))
    }
  }
}
