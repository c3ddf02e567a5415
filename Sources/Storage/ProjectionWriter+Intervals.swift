internal import Domain

/// The folds of some donors' consent events, in the order of the donors' codes.
public struct FoldedConsents {
  /// One row of the table of intervals.
  struct Row {
    var donor: Int64
    var interval: StoredInterval
  }

  /// The donors, also those who have no interval.
  public private(set) var donors: [Int64] = []
  private(set) var rows: [Row] = []

  /// No donor.
  public init() {}

  /// Begins the fold of a donor.
  /// - Parameter donor: the donor's code, greater than those before.
  public mutating func begin(_ donor: Int64) { donors.append(donor) }

  /// Adds an interval of the donor begun last.
  /// - Parameter interval: the interval, after those before.
  public mutating func add(_ interval: StoredInterval) {
    guard let donor = donors.last else { return }
    rows.append(Row(donor: donor, interval: interval))
  }

  /// Forgets everything, and keeps the memory for more.
  public mutating func removeAll() {
    donors.removeAll(keepingCapacity: true)
    rows.removeAll(keepingCapacity: true)
  }
}

extension ProjectionWriter {
  /// What has to be done so that the stored intervals are those of the folds.
  private struct Difference {
    var gone: [(donor: Int64, from: Int64)] = []
    var changed: [Int] = []
    var new: [Int] = []
  }

  /// Puts folds of consent events in the place of the earlier ones; rows that stay the same are
  /// not written again.
  /// - Parameter folds: the folds of some donors.
  /// - Throws: ``StoreError``.
  public func replace(_ folds: FoldedConsents) throws(StoreError) {
    guard let first = folds.donors.first, let last = folds.donors.last else { return }
    try translating {
      let difference = try difference(of: folds, from: first, through: last)
      let remove = try prepared(
        "DELETE FROM consent_interval WHERE donor = ?1 AND from_day = ?2")
      for row in difference.gone {
        remove.bind(1, row.donor)
        remove.bind(2, row.from)
        try remove.run()
      }
      let update = try prepared(
        """
        UPDATE consent_interval SET until_day = ?3, states = ?4, permitted = ?5
        WHERE donor = ?1 AND from_day = ?2
        """)
      for place in difference.changed { try write(folds.rows[place], with: update) }
      let insert = try prepared(
        """
        INSERT INTO consent_interval (donor, from_day, until_day, states, permitted)
        VALUES (?1, ?2, ?3, ?4, ?5)
        """)
      for place in difference.new { try write(folds.rows[place], with: insert) }
    }
  }

  private func write(_ row: FoldedConsents.Row, with statement: PreparedStatement) throws {
    statement.bind(1, row.donor)
    statement.bind(2, row.interval.from.stored)
    statement.bind(3, row.interval.until.stored)
    statement.bind(4, Int64(bitPattern: row.interval.states.rawValue))
    statement.bind(5, Int64(row.interval.states.permitted.rawValue))
    try statement.run()
  }

  /// Walks the stored rows and the new ones side by side; donors between who are not among the
  /// folds are left alone.
  private func difference(
    of folds: FoldedConsents, from first: Int64, through last: Int64
  ) throws -> Difference {
    let select = try prepared(
      """
      SELECT donor, from_day, until_day, states FROM consent_interval
      WHERE donor BETWEEN ?1 AND ?2 ORDER BY donor, from_day
      """)
    var difference = Difference()
    var (member, place) = (0, 0)
    func key(_ place: Int) -> (Int64, Int64) {
      (folds.rows[place].donor, folds.rows[place].interval.from.stored)
    }
    select.bind(1, first)
    select.bind(2, last)
    defer { select.reset() }
    while try select.next() {
      let stored = (donor: select.integer(0), from: select.integer(1))
      while member < folds.donors.count, folds.donors[member] < stored.donor { member += 1 }
      guard member < folds.donors.count, folds.donors[member] == stored.donor else { continue }
      while place < folds.rows.count, key(place) < (stored.donor, stored.from) {
        difference.new.append(place)
        place += 1
      }
      guard place < folds.rows.count, key(place) == (stored.donor, stored.from) else {
        difference.gone.append(stored)
        continue
      }
      let interval = folds.rows[place].interval
      if interval.until.stored != select.integer(2)
        || Int64(bitPattern: interval.states.rawValue) != select.integer(3)
      {
        difference.changed.append(place)
      }
      place += 1
    }
    difference.new += place..<folds.rows.count
    return difference
  }
}
