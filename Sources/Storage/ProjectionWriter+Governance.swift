public import Domain

extension ProjectionWriter {
  /// Adds a version of the registry's policy.
  /// - Parameters:
  ///   - policy: version and text.
  ///   - sequence: ledger sequence of its publication.
  ///   - recordedAt: when it was published.
  /// - Throws: ``StoreError``.
  public func add(
    policy: PublishedDocument, sequence: UInt64, recordedAt: Instant
  ) throws(StoreError) {
    try translating {
      let insert = try prepared(
        """
        INSERT INTO release_policy (version, seq, recorded_at, document) VALUES (?1, ?2, ?3, ?4)
        """)
      insert.bind(1, policy.version)
      insert.bind(2, Int64(sequence))
      insert.bind(3, recordedAt.microseconds)
      insert.bind(4, policy.text)
      try insert.run()
    }
  }

  /// Adds a recipient.
  /// - Parameters:
  ///   - recipient: the name as it was written.
  ///   - key: the name by which recipients are compared.
  ///   - sequence: ledger sequence of the record.
  /// - Throws: ``StoreError``.
  public func add(recipient: String, key: String, sequence: UInt64) throws(StoreError) {
    try translating {
      let insert = try prepared("INSERT INTO recipient (key, seq, name) VALUES (?1, ?2, ?3)")
      insert.bind(1, key)
      insert.bind(2, Int64(sequence))
      insert.bind(3, recipient)
      try insert.run()
    }
  }

  /// Adds that one recipient may hand on to another.
  /// - Parameters:
  ///   - share: giver and taker.
  ///   - sequence: ledger sequence of the record.
  /// - Throws: ``StoreError``.
  public func add(share: StoredShare, sequence: UInt64) throws(StoreError) {
    try translating {
      let insert = try prepared(
        "INSERT INTO recipient_share (giver, taker, seq) VALUES (?1, ?2, ?3)")
      insert.bind(1, share.giver)
      insert.bind(2, share.taker)
      insert.bind(3, Int64(sequence))
      try insert.run()
    }
  }

  /// Adds the terms of a release.
  /// - Parameter release: the release and its terms.
  /// - Throws: ``StoreError``.
  public func add(governed release: GovernedRelease) throws(StoreError) {
    try translating {
      let insert = try prepared(
        """
        INSERT INTO release_terms (release_seq, agreement, until_day, request, levels)
        VALUES ((SELECT seq FROM data_release WHERE id = ?1), ?2, ?3, ?4, ?5)
        """)
      insert.bind(1, release.release)
      insert.bind(2, release.terms.agreement)
      insert.bind(3, release.terms.until?.stored)
      insert.bind(4, release.terms.request)
      insert.bind(5, release.terms.levels)
      try insert.run()
      let value = try prepared(
        """
        INSERT INTO release_sensitive (donor, release_seq, value)
        VALUES (?1, (SELECT seq FROM data_release WHERE id = ?2), ?3)
        """)
      for item in release.sensitive {
        value.bind(1, item.donor)
        value.bind(2, release.release)
        value.bind(3, item.value)
        try value.run()
      }
    }
  }

  /// Keeps how many donors each class of a release had.
  func addClasses(of release: SealedRelease, sequence: UInt64) throws {
    var sizes: [UInt32: Int] = [:]
    for item in release.items { sizes[item.equivalenceClass, default: 0] += 1 }
    let insert = try prepared(
      "INSERT INTO release_class (release_seq, class, donors) VALUES (?1, ?2, ?3)")
    for (number, donors) in sizes.sorted(by: { $0.key < $1.key }) {
      insert.bind(1, Int64(sequence))
      insert.bind(2, Int64(number))
      insert.bind(3, donors)
      try insert.run()
    }
  }

  /// Notes that a recipient confirmed the destruction of a release.
  /// - Parameters:
  ///   - release: release id.
  ///   - evidence: SHA-256 of the confirmation.
  ///   - recordedAt: when it was recorded.
  /// - Throws: ``StoreError``.
  public func destroyed(
    release: String, evidence: DocumentHash, recordedAt: Instant
  ) throws(StoreError) {
    try translating {
      let update = try prepared(
        """
        UPDATE release_terms SET destroyed_at = ?2, evidence = ?3
        WHERE release_seq = (SELECT seq FROM data_release WHERE id = ?1)
        """)
      update.bind(1, release)
      update.bind(2, recordedAt.microseconds)
      update.bind(3, evidence.bytes)
      try update.run()
    }
  }

  /// Adds a count that an outsider was told.
  /// - Parameters:
  ///   - answer: the answer.
  ///   - sequence: ledger sequence of it.
  ///   - recordedAt: when it was given.
  /// - Throws: ``StoreError``.
  public func add(
    count answer: CountAnswer, sequence: UInt64, recordedAt: Instant
  ) throws(StoreError) {
    try translating {
      let insert = try prepared(
        """
        INSERT INTO count_answer (seq, recipient, question, asked_at, cost, answer, sketch)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """)
      insert.bind(1, Int64(sequence))
      insert.bind(2, answer.recipient)
      insert.bind(3, answer.question)
      insert.bind(4, recordedAt.microseconds)
      insert.bind(5, answer.cost)
      insert.bind(6, answer.answer.map { Int64($0) })
      insert.bind(7, answer.sketch)
      try insert.run()
    }
  }
}
