public import Domain

/// The items of a release that were written before its seal.
struct ItemsAhead: Equatable {
  /// Ledger sequence that the seal has to take.
  let sequence: UInt64
  let count: Int
}

extension ProjectionWriter {
  /// Adds a sealed release with its items, where those were not written ahead of it.
  /// - Parameters:
  ///   - release: the release.
  ///   - sequence: ledger sequence of the seal.
  ///   - recordedAt: when it was sealed.
  /// - Throws: ``StoreError``; among them one for two donors of the release with one pseudonym.
  public func add(
    release: SealedRelease, sequence: UInt64, recordedAt: Instant
  ) throws(StoreError) {
    if itemsAhead == nil { try add(items: release.items, ofRelease: sequence) }
    guard itemsAhead == ItemsAhead(sequence: sequence, count: release.items.count) else {
      throw .unexpected(detail: "other items were written than those of the release")
    }
    itemsAhead = nil
    try translating {
      let insert = try prepared(
        """
        INSERT INTO data_release (id, seq, sealed_at, recipient, purpose, valid_on, scopes, donors,
          document, folder)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """)
      insert.bind(1, release.id)
      insert.bind(2, Int64(sequence))
      insert.bind(3, recordedAt.microseconds)
      insert.bind(4, release.recipient)
      insert.bind(5, release.purpose)
      insert.bind(6, release.validOn.stored)
      insert.bind(7, Int64(release.scopes.rawValue))
      insert.bind(8, release.items.count)
      insert.bind(9, release.document)
      insert.bind(10, release.folder)
      try insert.run()
      try addClasses(of: release, sequence: sequence)
    }
  }

  /// Writes the items of a release whose seal follows in this transaction.
  ///
  /// They are most of its rows, and need nothing of its files, which can be written meanwhile. Without
  /// the seal the transaction does not end.
  /// - Parameters:
  ///   - items: the donors of the release, by code.
  ///   - sequence: ledger sequence that the seal will take.
  /// - Throws: ``StoreError``; among them one for two donors of the release with one pseudonym.
  public func add(
    items: [SealedRelease.Item], ofRelease sequence: UInt64
  ) throws(StoreError) {
    guard itemsAhead == nil else {
      throw .unexpected(detail: "two releases are sealed at the same time")
    }
    guard !Repetition.isIn(items.map(\.pseudonym)) else {
      throw .corrupt(detail: "two donors of a release have one pseudonym")
    }
    try translating {
      let alone = items.count % Self.itemsAtOnce
      try insert(items.dropLast(alone), Self.itemsAtOnce, ofRelease: sequence)
      try insert(items.suffix(alone), 1, ofRelease: sequence)
    }
    itemsAhead = ItemsAhead(sequence: sequence, count: items.count)
  }

  /// Items that one statement writes: half of what a statement takes is taken once for all of them.
  private static let itemsAtOnce = 20

  private func insert(
    _ items: ArraySlice<SealedRelease.Item>, _ count: Int, ofRelease sequence: UInt64
  ) throws {
    guard !items.isEmpty else { return }
    let rows = (0..<count).map { "(?1, ?\(3 * $0 + 2), ?\(3 * $0 + 3), ?\(3 * $0 + 4))" }
    let insert = try prepared(
      text: "INSERT INTO release_item (release_seq, donor, pseudonym, class) VALUES "
        + rows.joined(separator: ", "))
    insert.bind(1, Int64(sequence))
    var next: Int32 = 2
    for item in items {
      insert.bind(next, item.donor)
      insert.bind(next + 1, item.pseudonym)
      insert.bind(next + 2, Int64(item.equivalenceClass))
      next += 3
      guard next > 3 * count else { continue }
      try insert.run()
      next = 2
    }
  }

  /// Refuses to end a transaction with items whose release was not sealed.
  func requireNoItemsAhead() throws {
    guard itemsAhead == nil else {
      throw StoreError.unexpected(detail: "items were written whose release was not sealed")
    }
  }

  /// Notes that the files of a release reached their folder.
  /// - Parameters:
  ///   - release: release id.
  ///   - sequence: ledger sequence of the delivery.
  /// - Throws: ``StoreError``.
  public func deliver(release: String, sequence: UInt64) throws(StoreError) {
    try translating {
      let update = try prepared("UPDATE data_release SET delivered_seq = ?2 WHERE id = ?1")
      update.bind(1, release)
      update.bind(2, Int64(sequence))
      try update.run()
    }
  }
}
