extension Snapshot {
  /// Looks tokens up, with the statements kept between calls.
  public final class TokenLookup {
    private let strong: PreparedStatement
    private let composite: PreparedStatement
    private let pending: PendingDonors?

    init(_ snapshot: Snapshot) throws {
      pending = snapshot.pending
      strong = try snapshot.preparedBesidePending(
        "SELECT donor FROM strong_identifier WHERE high = ?1 AND low = ?2 ORDER BY donor")
      composite = try snapshot.preparedBesidePending(
        "SELECT donor FROM match_token WHERE token = ?1 AND kind = ?2 ORDER BY donor")
    }

    /// The donor that a strong identifier belongs to.
    /// - Parameter token: the token.
    /// - Returns: the donor's code, or nil.
    /// - Throws: ``StoreError``.
    public func donor(strong token: DonorTokens.Strong) throws(StoreError) -> Int64? {
      if let held = pending?.strong[token] { return held }
      do {
        strong.bind(1, token.high)
        strong.bind(2, token.low)
        defer { strong.reset() }
        return try strong.next() ? strong.integer(0) : nil
      } catch { throw StoreError(error) }
    }

    /// The donors who share a composite token.
    /// - Parameter token: the token.
    /// - Returns: the donors' codes, ascending.
    /// - Throws: ``StoreError``.
    public func donors(composite token: DonorTokens.Composite) throws(StoreError) -> [Int64] {
      do {
        composite.bind(1, token.value)
        composite.bind(2, Int64(token.kind))
        defer { composite.reset() }
        var found: [Int64] = []
        while try composite.next() { found.append(composite.integer(0)) }
        guard let held = pending?.composite[token] else { return found }
        return (found + held).sorted()
      } catch { throw StoreError(error) }
    }
  }

  /// Prepares the look-up of tokens.
  /// - Returns: the look-up.
  /// - Throws: ``StoreError``.
  public func tokenLookup() throws(StoreError) -> TokenLookup {
    try translating { try TokenLookup(self) }
  }
}
