internal import Domain

/// A donor's consent over time as the column `segments` holds it: the one place that reads and writes
/// its bytes.
///
/// Twelve bytes for each segment, by first day: the day and then the states, the lowest byte first.
/// The bytes of a fold are always the same, so that folds are compared as bytes.
enum TimelineColumn {
  private static let width = 12

  /// Appends a segment, which begins after those before it.
  static func append(_ segment: ConsentSegment, to bytes: inout [UInt8]) {
    let day = segment.from.daysSinceEpoch.littleEndian
    let states = segment.states.rawValue.littleEndian
    unsafe withUnsafeBytes(of: day) { unsafe bytes.append(contentsOf: $0) }
    unsafe withUnsafeBytes(of: states) { unsafe bytes.append(contentsOf: $0) }
  }

  /// The segments of a donor.
  static func segments(_ row: PreparedStatement, _ column: Int32) throws -> [ConsentSegment] {
    let bytes = try unsafe lent(row, column)
    return try (0..<bytes.count / width).map { place in
      ConsentSegment(
        from: unsafe day(bytes, place),
        states: try PackedStates(stored: unsafe states(bytes, place)))
    }
  }

  /// The states of a donor on a day.
  static func states(
    _ row: PreparedStatement, _ column: Int32, on day: CivilDay
  ) throws -> PackedStates {
    try unsafe states(row.lent(column), on: day)
  }

  /// The same of bytes that are lent.
  @unsafe static func states(
    _ lent: UnsafeBufferPointer<UInt8>, on day: CivilDay
  ) throws -> PackedStates {
    let bytes = try unsafe whole(lent)
    var place = bytes.count / width - 1
    while place >= 0 {
      if unsafe self.day(bytes, place) <= day {
        return try PackedStates(stored: unsafe states(bytes, place))
      }
      place -= 1
    }
    return PackedStates()
  }

  /// Whether a segment that begins on one of the days asked for, and goes on after another, has some
  /// scope in a state.
  static func contains(
    _ row: PreparedStatement, _ column: Int32, _ state: ConsentState,
    beginning: ClosedRange<CivilDay>, lastingAfter last: CivilDay
  ) throws -> Bool {
    let bytes = try unsafe lent(row, column)
    var place = bytes.count / width - 1
    var end = CivilDay(daysSinceEpoch: .max)
    while place >= 0, end > last {
      let from = unsafe day(bytes, place)
      guard from >= beginning.lowerBound else { return false }
      if from <= beginning.upperBound,
        try PackedStates(stored: unsafe states(bytes, place)).contains(state)
      {
        return true
      }
      end = from
      place -= 1
    }
    return false
  }

  /// The bytes where SQLite holds them, until the statement moves on.
  @unsafe private static func lent(
    _ row: PreparedStatement, _ column: Int32
  ) throws -> UnsafeRawBufferPointer {
    try unsafe whole(row.lent(column))
  }

  @unsafe private static func whole(
    _ lent: UnsafeBufferPointer<UInt8>
  ) throws -> UnsafeRawBufferPointer {
    let bytes = UnsafeRawBufferPointer(lent)
    guard bytes.count % width == 0 else {
      throw StoreError.corrupt(detail: "a consent timeline ends within a segment")
    }
    return unsafe bytes
  }

  @unsafe private static func day(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> CivilDay {
    CivilDay(
      daysSinceEpoch: Int32(
        littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: place * width, as: Int32.self)))
  }

  @unsafe private static func states(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt64 {
    UInt64(
      littleEndian: unsafe bytes.loadUnaligned(
        fromByteOffset: place * width + 4, as: UInt64.self))
  }
}

extension PackedStates {
  fileprivate init(stored: UInt64) throws {
    guard let states = PackedStates(rawValue: stored) else {
      throw StoreError.corrupt(detail: "unknown consent state in a timeline")
    }
    self = states
  }
}
