/// Keyed sums over a group of donors, by which two groups are held against each other without
/// keeping who was in them.
///
/// Each donor adds a keyed number to one of the buckets. Where two groups differ by d donors, at most
/// d buckets differ; so groups that are closer than k are always found to be close, and a few that
/// are not may be taken for it, which is the harmless side.
public struct CountSketch: Hashable, Sendable {
  static let buckets = 1024

  private var sums: [UInt64]

  /// Nobody.
  public init() { sums = [UInt64](repeating: 0, count: Self.buckets) }

  /// Reads a stored sketch; nil where it is none.
  /// - Parameter bytes: the bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.buckets * 8 else { return nil }
    sums = (0..<Self.buckets).map { bucket in
      bytes[(bucket * 8)..<(bucket * 8 + 8)].reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  /// Adds a donor.
  /// - Parameters:
  ///   - first: the first 64 bits of the donor's keyed hash.
  ///   - second: the 64 bits after them.
  public mutating func add(_ first: UInt64, _ second: UInt64) {
    sums[Int(first % UInt64(Self.buckets))] &+= second | 1
  }

  /// How many donors tell the two groups apart, at least.
  /// - Parameter other: another group.
  /// - Returns: never more than the true number.
  public func distance(to other: CountSketch) -> Int {
    zip(sums, other.sums).count { $0 != $1 }
  }

  /// The sketch as a store keeps it.
  public var bytes: [UInt8] {
    sums.flatMap { sum in (0..<8).map { UInt8(truncatingIfNeeded: sum >> (56 - 8 * $0)) } }
  }
}
