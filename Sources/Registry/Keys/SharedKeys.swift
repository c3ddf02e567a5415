internal import HashedIdentifiers
internal import Ledger
internal import RegistryCrypto

/// A value that is made when it is asked for first; belongs to one thread.
final class Deferred<Value> {
  private var made: Value?

  func value(_ make: () throws -> Value) throws -> Value {
    if let made { return made }
    let value = try make()
    made = value
    return value
  }
}

/// A key that several values share; it never changes.
final class SharedDataKey {
  let key: DataKey

  init(_ key: consuming DataKey) { self.key = key }
}

/// The log's signing key, for as many as sign; it never changes.
final class SharedNoteSigner {
  let key: NoteSigner

  init(_ key: consuming NoteSigner) { self.key = key }

  /// What verifies its signatures.
  var verifier: NoteVerifier { key.verifier }
}

/// What an intake needs of the keys; belongs to one thread.
struct IntakeKeys {
  let tokens: TokenChain
  let wrapper: DataKeyWrapper
  let vault: IdentityVault
  let random: SecureRandom
}
