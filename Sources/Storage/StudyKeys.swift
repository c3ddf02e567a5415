public import Domain

/// The pseudonyms of a release as the ledger keeps them: sealed by a key of the study's own, which can
/// be destroyed.
public struct SealedPseudonyms: Hashable, Sendable {
  /// The study: a programme or expression, and how often its pseudonyms were forgotten before.
  public var study: String
  /// The sealed pseudonyms, eight bytes each, in the order of the donors.
  public var box: [UInt8]

  /// Describes sealed pseudonyms.
  /// - Parameters:
  ///   - study: the study.
  ///   - box: the sealed pseudonyms.
  public init(study: String, box: [UInt8]) {
    self.study = study
    self.box = box
  }

  /// What stands in the place of a pseudonym that was forgotten: the row's own donor, and no
  /// pseudonym.
  /// - Parameter donor: the donor's code.
  /// - Returns: a number below 1, which is no pseudonym.
  public static func forgotten(_ donor: Int64) -> Int64 { -donor }
}

/// The wrapped key of a study.
public struct StudyKey: Hashable, Sendable {
  /// The study.
  public var study: String
  /// The master key that wraps it.
  public var keyID: String
  /// The wrapped key.
  public var wrapped: [UInt8]

  /// Describes a wrapped key.
  /// - Parameters:
  ///   - study: the study.
  ///   - keyID: the master key that wraps it.
  ///   - wrapped: the wrapped key.
  public init(study: String, keyID: String, wrapped: [UInt8]) {
    self.study = study
    self.keyID = keyID
    self.wrapped = wrapped
  }
}

extension Snapshot {
  /// Every wrapped key of a study.
  /// - Returns: the keys, by study.
  /// - Throws: ``StoreError``.
  public func studyKeys() throws(StoreError) -> [StudyKey] {
    try translating {
      let select = try PreparedStatement(
        database, "SELECT study, key_id, wrapped FROM study_key ORDER BY study")
      defer { select.reset() }
      var found: [StudyKey] = []
      while try select.next() {
        found.append(
          StudyKey(study: select.text(0), keyID: select.text(1), wrapped: select.blob(2)))
      }
      return found
    }
  }

  /// How often the pseudonyms of a programme or expression were forgotten.
  /// - Parameter purpose: the programme or expression.
  /// - Returns: the number.
  /// - Throws: ``StoreError``.
  public func forgettings(of purpose: String) throws(StoreError) -> Int {
    try translating {
      let select = try prepared(
        "SELECT count(*) FROM forgotten_pseudonyms WHERE purpose = ?1 ORDER BY 1")
      select.bind(1, purpose)
      return Int(try select.firstInteger() ?? 0)
    }
  }
}

extension WriteTransaction {
  /// Puts wrapped keys of studies in the place of those that were kept.
  /// - Parameter keys: the keys.
  /// - Throws: ``StoreError``.
  public func replace(studyKeys keys: [StudyKey]) throws(StoreError) {
    try snapshot.translating {
      try snapshot.prepared("DELETE FROM study_key").run()
      let insert = try snapshot.prepared(
        "INSERT INTO study_key (study, key_id, wrapped) VALUES (?1, ?2, ?3)")
      for key in keys {
        insert.bind(1, key.study)
        insert.bind(2, key.keyID)
        insert.bind(3, key.wrapped)
        try insert.run()
      }
    }
  }
}

extension ProjectionWriter {
  /// Takes the pseudonyms from what is kept of a programme's releases.
  /// - Parameters:
  ///   - purpose: the programme or expression.
  ///   - sequence: ledger sequence of the forgetting.
  ///   - recordedAt: when it was recorded.
  /// - Throws: ``StoreError``.
  public func forgetPseudonyms(
    of purpose: String, sequence: UInt64, recordedAt: Instant
  ) throws(StoreError) {
    try translating {
      let insert = try prepared(
        "INSERT INTO forgotten_pseudonyms (seq, purpose, forgotten_at) VALUES (?1, ?2, ?3)")
      insert.bind(1, Int64(sequence))
      insert.bind(2, purpose)
      insert.bind(3, recordedAt.microseconds)
      try insert.run()
      for sql in [
        "UPDATE release_item SET pseudonym = -donor WHERE release_seq IN "
          + "(SELECT seq FROM data_release WHERE purpose = ?1 AND seq < ?2)",
        "UPDATE erased_recall SET pseudonym = 0 WHERE release_seq IN "
          + "(SELECT seq FROM data_release WHERE purpose = ?1 AND seq < ?2)",
      ] {
        let update = try prepared(text: sql)
        update.bind(1, purpose)
        update.bind(2, Int64(sequence))
        try update.run()
      }
    }
  }
}
