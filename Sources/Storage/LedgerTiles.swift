internal import GRDB
public import Ledger

/// Writes the hashes from which proofs are made, as soon as what they stand for is complete.
struct LedgerTiles {
  private let statements: StatementCache
  /// Leaf hashes of the block at the right edge, as far as this transaction appended them.
  private var leaves: [UInt8] = []

  init(_ statements: StatementCache) { self.statements = statements }

  /// Notes an event; every event before it is stored by now or was noted.
  mutating func append(
    leaf: [UInt8], size: UInt64, completed: [TierNode]
  ) throws {
    leaves += leaf
    guard size.isMultiple(of: TierNode.width) else { return }
    let place = Int64(size / TierNode.width) - 1
    let missing = Int(TierNode.width) - leaves.count / 32
    if missing > 0 {
      let earlier = try statements.prepared(
        "SELECT leaf_hash FROM event WHERE seq > ?1 ORDER BY seq LIMIT ?2")
      earlier.bind(1, place * Int64(TierNode.width))
      earlier.bind(2, missing)
      defer { earlier.reset() }
      var before: [UInt8] = []
      while try earlier.next() { before += earlier.blob(0) }
      leaves = before + leaves
    }
    let tile = try statements.prepared("INSERT INTO ledger_tile (place, hashes) VALUES (?1, ?2)")
    tile.bind(1, place)
    tile.bind(2, leaves)
    try tile.run()
    leaves.removeAll(keepingCapacity: true)
    let insert = try statements.prepared(
      "INSERT INTO ledger_node (level, place, hash) VALUES (?1, ?2, ?3)")
    for node in completed {
      insert.bind(1, node.tier)
      insert.bind(2, Int64(node.place))
      insert.bind(3, node.hash)
      try insert.run()
    }
  }
}

/// Holds the stored hashes against recomputed ones, event by event.
struct TileCheck {
  private let tile: PreparedStatement
  private let node: PreparedStatement
  private let counts: PreparedStatement

  init(_ database: Database) throws {
    tile = try PreparedStatement(
      database, "SELECT hashes FROM ledger_tile WHERE place = ?1 ORDER BY place")
    node = try PreparedStatement(
      database, "SELECT hash FROM ledger_node WHERE level = ?1 AND place = ?2 ORDER BY place")
    counts = try PreparedStatement(
      database, "SELECT (SELECT count(*) FROM ledger_tile), (SELECT count(*) FROM ledger_node)")
  }

  /// Whether a block is stored as the verifier computed it, with every node that it completes.
  func holds(_ verifier: borrowing LogVerifier) throws -> Bool {
    tile.bind(1, Int64(verifier.size / TierNode.width) - 1)
    defer { tile.reset() }
    guard try tile.next(), tile.blob(0) == verifier.block else { return false }
    for expected in verifier.completed {
      node.bind(1, expected.tier)
      node.bind(2, Int64(expected.place))
      defer { node.reset() }
      guard try node.next(), node.blob(0) == expected.hash else { return false }
    }
    return true
  }

  /// Whether nothing is stored beyond what a log of this size has.
  func isComplete(size: UInt64) throws -> Bool {
    defer { counts.reset() }
    guard try counts.next() else { return false }
    var nodes: UInt64 = 0
    var rest = size / TierNode.width
    while rest > 0 {
      nodes += rest
      rest /= TierNode.width
    }
    return counts.integer(0) == Int64(size / TierNode.width) && counts.integer(1) == Int64(nodes)
  }
}

extension Snapshot {
  /// The tree over the ledger as its stored hashes have it; proofs made from it have to be verified
  /// against a root from elsewhere.
  /// - Returns: the tree.
  /// - Throws: ``StoreError``.
  public func tieredTree() throws(StoreError) -> TieredTree {
    let size = try head().size
    return try translating {
      let tile = try PreparedStatement(
        database, "SELECT hashes FROM ledger_tile WHERE place = ?1 ORDER BY place")
      let leaves = try PreparedStatement(
        database, "SELECT leaf_hash FROM event WHERE seq > ?1 ORDER BY seq LIMIT 256")
      let nodes = try PreparedStatement(
        database,
        "SELECT hash FROM ledger_node WHERE level = ?1 AND place >= ?2 ORDER BY place LIMIT 256")
      return try TieredTree(size: size) { tier, place in
        var bytes: [UInt8] = []
        if tier == 0, (place + 1) * TierNode.width <= size {
          tile.bind(1, Int64(place))
          defer { tile.reset() }
          if try tile.next() { bytes = tile.blob(0) }
        } else {
          let rows = tier == 0 ? leaves : nodes
          if tier > 0 { rows.bind(1, tier) }
          rows.bind(tier == 0 ? 1 : 2, Int64(place * TierNode.width))
          defer { rows.reset() }
          while try rows.next() { bytes += rows.blob(0) }
        }
        return bytes
      }
    }
  }
}
