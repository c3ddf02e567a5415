/// A complete node of every eighth level: the root over 256, 65,536, … leaves.
///
/// A store keeps these and the leaf hashes. Every other node is computed from at most 256 that lie
/// side by side, so that a proof reads a few blocks whatever the length of the log (the tiles of C2SP
/// tlog-tiles, with full ones alone).
public struct TierNode: Hashable, Sendable {
  /// How many nodes of a tier one of the next stands for.
  public static let width: UInt64 = 256

  /// Tier: 1 for the roots over 256 leaves, 2 for those over 65,536, and so on; 0 are the leaves.
  public let tier: Int
  /// Position among the nodes of its tier, from 0.
  public let place: UInt64
  /// Its hash, 32 bytes.
  public let hash: [UInt8]

  /// Names a node.
  /// - Parameters:
  ///   - tier: the tier, from 1.
  ///   - size: the size of the log with which it became complete.
  ///   - hash: its hash.
  init(tier: Int, completedAt size: UInt64, hash: [UInt8]) {
    self.tier = tier
    place = (size >> UInt64(8 * tier)) - 1
    self.hash = hash
  }
}
