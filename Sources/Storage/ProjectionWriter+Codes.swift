internal import Domain

extension ProjectionWriter {
  /// Puts what the tables say of a donor into codes anew; a code that is merged has none.
  func renewCodes(of donor: Int64) throws {
    let select = try prepared("SELECT merged_into IS NULL FROM donor WHERE code = ?1 ORDER BY code")
    select.bind(1, donor)
    guard try select.firstInteger() == 1,
      let stored = try Snapshot(database, statements: statements).storedDonor(donor)
    else {
      let remove = try prepared("DELETE FROM donor_codes WHERE donor = ?1")
      remove.bind(1, donor)
      return try remove.run()
    }
    let insert = try prepared(
      """
      INSERT INTO donor_codes (donor, codes) VALUES (?1, ?2)
      ON CONFLICT (donor) DO UPDATE SET codes = excluded.codes
      """)
    insert.bind(1, donor)
    insert.bind(2, stored.codes)
    try insert.run()
  }
}

extension StoredDonor {
  /// The donor in codes; none where they have no room for what is known.
  var codes: [UInt8] { PackedDonor(record)?.codes(of: code) ?? [] }
}
