public import Domain

/// The folds of some donors' consent events, in the order of the donors' codes.
public struct FoldedConsents {
  /// The donors, also those whose fold is empty.
  private(set) var donors: [Int64] = []
  /// Where the bytes of each donor end.
  private var ends: [Int] = []
  private var bytes: [UInt8] = []

  /// No donor.
  public init() {}

  /// How many donors there are.
  public var count: Int { donors.count }

  /// Begins the fold of a donor.
  /// - Parameter donor: the donor's code, greater than those before.
  public mutating func begin(_ donor: Int64) {
    donors.append(donor)
    ends.append(bytes.count)
  }

  /// Adds a segment of the donor begun last.
  /// - Parameter segment: the segment, after those before.
  public mutating func add(_ segment: ConsentSegment) {
    guard !ends.isEmpty else { return }
    TimelineColumn.append(segment, to: &bytes)
    ends[ends.count - 1] = bytes.count
  }

  /// Forgets everything, and keeps the memory for more.
  public mutating func removeAll() {
    donors.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  /// The bytes of a donor's fold, as the column holds them.
  func segments(_ place: Int) -> ArraySlice<UInt8> {
    bytes[(place == 0 ? 0 : ends[place - 1])..<ends[place]]
  }
}
