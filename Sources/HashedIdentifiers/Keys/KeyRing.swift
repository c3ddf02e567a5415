public import Domain
public import RegistryCrypto

/// Whether a registry can open the identifiers that it was given.
///
/// Chosen once, when it is made.
public enum RegistryMode: String, Hashable, Sendable, CaseIterable {
  /// Identifiers are kept, sealed under each donor's key.
  case vault
  /// Identifiers are forgotten; only tokens are kept.
  case hashOnly = "hash-only"
}

/// The secrets of a registry: master keys from which all others are derived, and the log's signing
/// key.
///
/// A copy of the value shares its secrets; they are cleansed when the last copy goes.
public struct KeyRing: Sendable {
  /// Whether identifiers are kept.
  public let mode: RegistryMode
  /// The master keys, oldest first.
  public private(set) var keys: [Entry]
  let logSeed: SharedSecret

  /// One master key.
  public struct Entry: Sendable {
    /// Its id, which events and tokens name.
    public let id: String
    /// What it is used for.
    public fileprivate(set) var state: KeyState
    /// When it was made.
    public let createdAt: Instant
    let master: SharedSecret

    init(id: String, state: KeyState, createdAt: Instant, master: SharedSecret) {
      self.id = id
      self.state = state
      self.createdAt = createdAt
      self.master = master
    }
  }

  /// A ring with one active key and a new signing key.
  /// - Parameters:
  ///   - mode: whether identifiers are kept.
  ///   - instant: the present.
  /// - Returns: the ring.
  /// - Throws: `CryptoError` where the system has no randomness to give.
  public static func generate(
    mode: RegistryMode, at instant: Instant
  ) throws(CryptoError) -> KeyRing {
    let entry = try makeEntry(.active, at: instant)
    return KeyRing(
      mode: mode, keys: [entry], logSeed: SharedSecret(try Secret.random(count: 32)))
  }

  init(mode: RegistryMode, keys: [Entry], logSeed: SharedSecret) {
    self.mode = mode
    self.keys = keys
    self.logSeed = logSeed
  }

  private static func makeEntry(
    _ state: KeyState, at instant: Instant
  ) throws(CryptoError) -> Entry {
    let id = "k" + Hexadecimal.text(of: try SecureRandom().bytes(4))
    return Entry(
      id: id, state: state, createdAt: instant,
      master: SharedSecret(try Secret.random(count: 32)))
  }

  /// The id of the key that new things are sealed and tokenised with.
  public var activeKeyID: String {
    // Decoding and generating both demand exactly one active key.
    keys.first { $0.state == .active }?.id ?? ""
  }

  /// Adds a key that a rotation will move to.
  /// - Parameter instant: the present.
  /// - Returns: its id.
  /// - Throws: ``KeyRingError/rotationUnderWay`` where there is one already, or `CryptoError`.
  @discardableResult
  public mutating func addKey(at instant: Instant) throws(KeyRingError) -> String {
    guard !keys.contains(where: { $0.state == .new }) else { throw .rotationUnderWay }
    let entry: Entry
    do throws(CryptoError) {
      entry = try Self.makeEntry(.new, at: instant)
    } catch { throw .crypto(error) }
    guard !keys.contains(where: { $0.id == entry.id }) else {
      throw .crypto(.failed(operation: "draw an unused key id"))
    }
    keys.append(entry)
    return entry.id
  }

  /// Makes the new key the active one and retires the active one, which still opens what it sealed.
  /// - Parameter id: id of the new key.
  /// - Throws: ``KeyRingError`` where there is no such key or it is not new.
  public mutating func promote(_ id: String) throws(KeyRingError) {
    guard let index = keys.firstIndex(where: { $0.id == id }) else { throw .unknownKey(id) }
    guard keys[index].state == .new else { throw .notNew(id) }
    for other in keys.indices where keys[other].state == .active { keys[other].state = .retired }
    keys[index].state = .active
  }

  /// Takes a key out of the ring that nothing needs any more.
  /// - Parameter id: id of a retired key.
  /// - Throws: ``KeyRingError`` where there is no such key or it is in use.
  public mutating func remove(_ id: String) throws(KeyRingError) {
    guard let index = keys.firstIndex(where: { $0.id == id }) else { throw .unknownKey(id) }
    guard keys[index].state == .retired else { throw .inUse(id) }
    keys.remove(at: index)
  }

  func entry(_ id: String) throws(KeyRingError) -> Entry {
    guard let entry = keys.first(where: { $0.id == id }) else { throw .unknownKey(id) }
    return entry
  }
}

/// What a master key is used for.
public enum KeyState: String, Hashable, Sendable, CaseIterable {
  /// Being moved to.
  case new
  /// Used for everything new.
  case active
  /// Used to open and find what was made with it.
  case retired
}

/// A secret that several values share; it never changes.
final class SharedSecret: Sendable {
  let secret: Secret

  init(_ secret: consuming Secret) { self.secret = secret }
}

/// Why a key ring cannot be used.
public enum KeyRingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file is no key ring; the text says which part.
  case malformed(String)
  /// Written by a version that this program does not know.
  case unknownVersion(Int)
  /// The ring is sealed and no passphrase was given.
  case passphraseRequired
  /// The ring does not open with the passphrase.
  case wrongPassphrase
  /// The ring names no such key.
  case unknownKey(String)
  /// The key is not the one that the registry was written with.
  case wrongKey(String)
  /// There is a new key already.
  case rotationUnderWay
  /// Only a new key can be made active.
  case notNew(String)
  /// Only a retired key can be taken out.
  case inUse(String)
  /// The cryptographic library failed.
  case crypto(CryptoError)

  /// The sentence shown for it.
  public var description: String {
    switch self {
    case .malformed(let part):
      "the key ring is damaged at '\(part)'; restore it from its own backup"
    case .unknownVersion(let version):
      "the key ring has version \(version), this program reads 1; use the program that wrote it"
    case .passphraseRequired: "the key ring is sealed; give its passphrase"
    case .wrongPassphrase:
      "the key ring does not open; the passphrase is another, or the file was altered"
    case .unknownKey(let id):
      "the key ring has no key \(id); restore the ring that belongs to this registry"
    case .wrongKey(let id):
      "key \(id) of the ring is not the one this registry was written with; restore the ring that "
        + "belongs to it"
    case .rotationUnderWay: "the key ring has a new key already; finish that rotation first"
    case .notNew(let id): "key \(id) is not new, so it cannot be made active; name the new key"
    case .inUse(let id): "key \(id) is in use; only a retired key can be forgotten"
    case .crypto(let error): "the keys cannot be used: \(error)"
    }
  }
}
