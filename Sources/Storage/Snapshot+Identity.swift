extension Snapshot {
  /// Looks tokens up, with the statements kept between calls.
  public final class TokenLookup {
    private let strong: PreparedStatement
    private let composite: PreparedStatement
    private let held: PreparedStatement
    private let group: PreparedStatement
    private let snapshot: Snapshot

    init(_ snapshot: Snapshot) throws {
      self.snapshot = snapshot
      strong = try snapshot.preparedBesidePending(
        """
        SELECT coalesce(d.merged_into, d.code) FROM strong_identifier s
        JOIN donor d ON d.code = s.donor WHERE s.high = ?1 AND s.low = ?2 ORDER BY s.donor
        """)
      composite = try snapshot.preparedBesidePending(
        "SELECT donor FROM match_token WHERE token = ?1 AND kind = ?2 ORDER BY donor")
      held = try snapshot.preparedBesidePending(
        "SELECT kind FROM match_token WHERE token = ?1 AND donor = ?2 ORDER BY token, donor")
      group = try snapshot.preparedBesidePending(
        "SELECT donor FROM match_token WHERE token = ?1 AND kind = ?2 ORDER BY donor LIMIT ?3")
    }

    /// The donor that a strong identifier belongs to; of a merged code the one it is merged into.
    /// - Parameter token: the token.
    /// - Returns: the donor's code, or nil.
    /// - Throws: ``StoreError``.
    public func donor(strong token: DonorTokens.Strong) throws(StoreError) -> Int64? {
      if let held = snapshot.pending?.strong[token] { return try snapshot.survivor(of: held) }
      do {
        strong.bind(1, token.high)
        strong.bind(2, token.low)
        defer { strong.reset() }
        return try strong.next() ? strong.integer(0) : nil
      } catch { throw StoreError(error) }
    }

    /// The codes that share a composite token, merged ones under their own name.
    /// - Parameter token: the token.
    /// - Returns: the codes, ascending.
    /// - Throws: ``StoreError``.
    public func donors(composite token: DonorTokens.Composite) throws(StoreError) -> [Int64] {
      do {
        composite.bind(1, token.value)
        composite.bind(2, Int64(token.kind))
        defer { composite.reset() }
        var found: [Int64] = []
        while try composite.next() { found.append(composite.integer(0)) }
        guard let held = snapshot.pending?.composite[token] else { return found }
        return (found + held).sorted()
      } catch { throw StoreError(error) }
    }

    /// The codes that a token proposes, unless more than a limit share it.
    /// - Parameters:
    ///   - token: the token.
    ///   - limit: how many may share it.
    /// - Returns: the codes, ascending; nil where there are more.
    /// - Throws: ``StoreError``.
    public func donors(
      proposedBy token: DonorTokens.Composite, upTo limit: Int
    ) throws(StoreError) -> [Int64]? {
      do {
        try snapshot.pending?.flush()
        group.bind(1, token.value)
        group.bind(2, Int64(token.kind))
        group.bind(3, Int64(limit + 1))
        defer { group.reset() }
        var found: [Int64] = []
        while try group.next() { found.append(group.integer(0)) }
        return found.count > limit ? nil : found
      } catch { throw StoreError(error) }
    }

    /// Whether a token is kept of a donor.
    /// - Parameters:
    ///   - donor: the donor's code.
    ///   - token: the token.
    /// - Returns: whether it is.
    /// - Throws: ``StoreError``.
    public func hasToken(
      _ donor: Int64, _ token: DonorTokens.Composite
    ) throws(StoreError) -> Bool {
      if snapshot.pending?.proposing[donor]?.contains(token) == true { return true }
      do {
        held.bind(1, token.value)
        held.bind(2, donor)
        defer { held.reset() }
        return try held.next()
      } catch { throw StoreError(error) }
    }
  }

  /// What opens the identifiers that a donor was registered with.
  public struct SealedRegistration: Sendable {
    /// Id of the key that wraps the data key.
    public let keyID: String
    /// The wrapped data key.
    public let wrappedKey: [UInt8]
    /// Kind of the event that brought the identifiers.
    public let kind: String
    /// Its header.
    public let header: [UInt8]
    /// Its sealed payload.
    public let payload: [UInt8]
  }

  /// The sealed identifiers of a donor, by one statement: a check asks for those of every candidate.
  /// - Parameter donor: the donor's code, merged or not.
  /// - Returns: what opens them; nil where the donor's key was destroyed.
  /// - Throws: ``StoreError``.
  public func sealedRegistration(of donor: Int64) throws(StoreError) -> SealedRegistration? {
    do {
      if pending?.donors[donor] != nil { try pending?.flush() }
      let held = pending?.dataKeys[donor]
      let select = try preparedBesidePending(
        """
        SELECT e.kind, e.header, e.payload, k.key_id, k.wrapped FROM donor d
        JOIN event e ON e.seq = d.identity_seq LEFT JOIN data_key k ON k.donor = d.code
        WHERE d.code = ?1 ORDER BY d.code
        """)
      select.bind(1, donor)
      defer { select.reset() }
      guard try select.next(), let keyID = held?.keyID ?? select.optionalText(3) else { return nil }
      return SealedRegistration(
        keyID: keyID, wrappedKey: held?.wrapped ?? select.blob(4), kind: select.text(0),
        header: select.blob(1), payload: select.blob(2))
    } catch { throw StoreError(error) }
  }

  /// Prepares the look-up of tokens.
  /// - Returns: the look-up.
  /// - Throws: ``StoreError``.
  public func tokenLookup() throws(StoreError) -> TokenLookup {
    try translating { try TokenLookup(self) }
  }
}
