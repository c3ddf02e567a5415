extension WriteTransaction {
  /// Puts the data key of a donor, wrapped by another master key, in the place of the one kept.
  /// - Parameters:
  ///   - wrapped: the wrapped key.
  ///   - keyID: the key that wraps it.
  ///   - donor: the donor's code.
  /// - Throws: ``StoreError``.
  public func rewrap(
    dataKey wrapped: [UInt8], keyID: String, of donor: Int64
  ) throws(StoreError) {
    try snapshot.translating {
      let update = try snapshot.preparedBesidePending(
        "UPDATE data_key SET key_id = ?2, wrapped = ?3 WHERE donor = ?1")
      update.bind(1, donor)
      update.bind(2, keyID)
      update.bind(3, wrapped)
      try update.run()
    }
  }

  /// Keeps a donor's data key that was lost; one that is there stays as it is.
  /// - Parameters:
  ///   - wrapped: the wrapped key.
  ///   - keyID: the key that wraps it.
  ///   - donor: the donor's code.
  /// - Throws: ``StoreError``.
  public func restore(
    dataKey wrapped: [UInt8], keyID: String, of donor: Int64
  ) throws(StoreError) {
    try snapshot.translating {
      let insert = try snapshot.prepared(
        "INSERT OR IGNORE INTO data_key (donor, key_id, wrapped) VALUES (?1, ?2, ?3)")
      insert.bind(1, donor)
      insert.bind(2, keyID)
      insert.bind(3, wrapped)
      try insert.run()
    }
  }

  /// Puts what is still needed of older master keys in the place of what was kept.
  /// - Parameter keys: the wrapped keys.
  /// - Throws: ``StoreError``.
  public func replace(inheritedKeys keys: [InheritedKey]) throws(StoreError) {
    try snapshot.translating {
      try snapshot.prepared("DELETE FROM inherited_key").run()
      let insert = try snapshot.prepared(
        """
        INSERT INTO inherited_key (key_id, purpose, wrapped_by, wrapped) VALUES (?1, ?2, ?3, ?4)
        """)
      for key in keys {
        insert.bind(1, key.keyID)
        insert.bind(2, key.purpose)
        insert.bind(3, key.wrappedBy)
        insert.bind(4, key.wrapped)
        try insert.run()
      }
    }
  }
}
