internal import Storage

/// What a derived key is kept for after its master key is gone.
///
/// The texts are stored and bound to the wrapped key.
enum InheritedPurpose: String {
  case matchTokens = "match tokens"
  case registrySealing = "registry sealing"
}

/// Which master keys a registry was written with, and which it needs: read from its ledger's tables,
/// never from the ring.
struct KeyStanding {
  /// A key that has to be in the ring, with the value that recognises it.
  typealias Live = (id: String, check: [UInt8]?)

  /// The key that everything new is sealed and tokenised with.
  let current: String
  /// The key that is being left, while a rotation is under way.
  let previous: String?
  /// The keys that have to be in the ring.
  let live: [Live]
  /// The keys that stored tokens stand on, oldest first, the present one last.
  let chain: [String]
  /// Every key there was, oldest first.
  let all: [String]
  /// The rotation under way.
  let rotation: StoredRotation?
  /// By what a change of keys is noticed.
  let mark: KeyMark

  /// The standing of a registry that is being made.
  init(first: String) {
    self.init(first: first, check: nil, rotations: [], inherited: [])
  }

  /// Reads where the keys stand.
  init(_ snapshot: Snapshot) throws {
    let identity = try snapshot.identity()
    self.init(
      first: identity.keyID, check: identity.keyCheck, rotations: try snapshot.rotations(),
      inherited: try snapshot.inheritedKeys())
  }

  private init(
    first: String, check: [UInt8]?, rotations: [StoredRotation], inherited: [InheritedKey]
  ) {
    let last = rotations.last
    let isUnderWay = last.map { $0.finishedSequence == nil } ?? false
    var checks: [Live] = [(first, check)]
    for rotation in rotations { checks.append((rotation.to, rotation.check)) }
    current = last?.to ?? first
    previous = isUnderWay ? last?.from : nil
    rotation = isUnderWay ? last : nil
    live = Array(checks.suffix(isUnderWay ? 2 : 1))
    all = checks.map(\.id)
    let needed = Set(live.map(\.id)).union(
      inherited.filter { $0.purpose == InheritedPurpose.matchTokens.rawValue }.map(\.keyID))
    chain = all.filter { needed.contains($0) }
    mark = KeyMark(rotation: last?.sequence ?? 0, isUnderWay: isUnderWay)
  }

  /// What a key is used for: `new` and `old` while a rotation is under way, else `active`, and
  /// `retired` for what is over.
  func state(of id: String) -> String {
    if id == current { return previous == nil ? "active" : "new" }
    return id == previous ? "old" : "retired"
  }
}
