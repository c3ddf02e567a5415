internal import Domain
internal import HashedIdentifiers
internal import RegistryCrypto
internal import Storage

/// Where the key of the operator who acts stands.
public struct OperatorKeyFile: Sendable {
  /// The key's file, of its owner alone.
  public var path: String
  /// A file, of its owner alone, whose first line opens a sealed key.
  public var passphrase: String?

  /// Names a key file.
  /// - Parameters:
  ///   - path: the key's file.
  ///   - passphrase: the file with its passphrase.
  public init(path: String, passphrase: String? = nil) {
    self.path = path
    self.passphrase = passphrase
  }
}

/// An operator as `operator list` prints it.
public struct OperatorLine: Sendable {
  /// The operator's name.
  public var name: String
  /// Names of the roles.
  public var roles: [String]
  /// The key that verifies the operator's signatures, hexadecimal.
  public var publicKey: String
  /// Ledger sequence of the enrolment.
  public var addedSequence: UInt64
  /// Ledger sequence of the revocation; nil while the operator may act.
  public var revokedSequence: UInt64?

  init(_ stored: StoredOperator) {
    name = stored.name
    roles = stored.roles.roles.map(\.name)
    publicKey = Hexadecimal.text(of: stored.publicKey)
    addedSequence = stored.addedSequence
    revokedSequence = stored.revokedSequence
  }
}

extension Registry {
  /// Makes a key for an operator, in a new file that only its owner may read.
  /// - Parameters:
  ///   - path: where the file is to stand; nothing may stand there yet.
  ///   - passphrase: a file, of its owner alone, whose first line seals the key; nil leaves it in
  ///     the clear.
  /// - Returns: the public key, hexadecimal, to be enrolled by an administrator.
  /// - Throws: ``RegistryError``.
  public static func makeOperatorKey(at path: String, passphrase: String?) throws -> String {
    try mapping {
      let key = try OperatorKey.generate()
      var contents: [UInt8]
      if let passphrase {
        contents = try key.encoded(passphrase: try self.passphrase(in: passphrase))
      } else {
        contents = try key.encoded()
      }
      defer { cleanse(&contents) }
      try KeyRingFile.create(path: path, contents: contents)
      return Hexadecimal.text(of: key.publicKey.bytes)
    }
  }

  /// Reads the key of the operator who acts.
  static func operatorKey(_ file: OperatorKeyFile?) throws -> OperatorKey? {
    guard let file else { return nil }
    var contents = try KeyRingFile.read(path: file.path)
    defer { cleanse(&contents) }
    do {
      return try OperatorKey.decoding(contents) {
        try file.passphrase.map { try passphrase(in: $0) }
      }
    } catch let error as OperatorKeyError {
      throw RegistryError(
        .wrongKey, "\(error)", at: [.init("file", file.path)],
        fix: error == .passphraseRequired
          ? "name the file of its passphrase with --operator-passphrase-file" : nil)
    }
  }

  /// Everybody who is or was enrolled, oldest first.
  /// - Returns: the operators.
  /// - Throws: ``RegistryError``.
  public func operators() throws -> [OperatorLine] {
    try read(.upkeep) { try $0.operators().map(OperatorLine.init) }
  }

  /// Lets somebody act.
  ///
  /// The first operator closes the registry to everybody else, so that it must be an administrator
  /// who proves to hold the key by signing with it.
  /// - Parameters:
  ///   - name: the operator's name, never given before.
  ///   - roles: names of the roles.
  ///   - publicKey: the key that verifies the operator's signatures, hexadecimal.
  ///   - change: operation id and whether to roll back.
  /// - Returns: the operator.
  /// - Throws: ``RegistryError`` with code `operator_refused` or `not_permitted`.
  public func addOperator(
    _ name: String, roles: [String], publicKey: String, _ change: ChangeRequest
  ) throws -> OperatorLine {
    try Self.mapping {
      let enrolment = OperatorEnrolment(
        name: try Self.operatorName(name), publicKey: try Self.publicKey(publicKey),
        roles: OperatorRoles(
          try roles.map { try OperatorRole.parse($0, field: "--roles") }))
      guard enrolment.roles.isWellFormed else {
        throw FieldProblem(
          field: "--roles", problem: "an operator has a role",
          fix: "use some of: \(OperatorRole.names.joined(separator: ", "))")
      }
      return try commit(
        change,
        repeated: { _, snapshot in
          try snapshot.operators().first { $0.name == enrolment.name }.map(OperatorLine.init)
        }
      ) { change in
        let known = try change.snapshot.operators()
        try requireNew(enrolment, among: known)
        let sequence = try change.append(.operatorAdded(enrolment))
        return OperatorLine(
          StoredOperator(
            name: enrolment.name, publicKey: enrolment.publicKey, roles: enrolment.roles,
            addedSequence: sequence))
      }
    }
  }

  /// No longer lets somebody act; what was signed before stays signed.
  /// - Parameters:
  ///   - name: the operator's name.
  ///   - change: operation id, reason and whether to roll back.
  /// - Returns: the operator.
  /// - Throws: ``RegistryError`` with code `operator_refused` for the last administrator.
  public func revokeOperator(_ name: String, _ change: ChangeRequest) throws -> OperatorLine {
    try commit(
      change,
      repeated: { _, snapshot in
        try snapshot.operators().first { $0.name == name }.map(OperatorLine.init)
      }
    ) { running in
      let known = try running.snapshot.operators()
      guard var found = known.first(where: { $0.name == name }) else {
        throw RegistryError(
          .notFound, "no operator has the name '\(FieldProblem.excerpt(name))'",
          fix: NearestName.suggestion(for: name, among: known.map(\.name)))
      }
      guard found.revokedSequence == nil else {
        throw RegistryError(
          .operatorRefused, "operator \(name) is revoked already",
          at: [.init("event", "\(found.revokedSequence ?? 0)")])
      }
      let administrators = known.filter {
        $0.revokedSequence == nil && $0.roles.contains(OperatorRoles([.administrator]))
      }
      guard administrators.map(\.name) != [name] else {
        throw RegistryError(
          .operatorRefused, "operator \(name) is the last administrator",
          why: "nobody could enrol another one", fix: "enrol another administrator first")
      }
      found.revokedSequence = try running.append(
        .operatorRevoked(OperatorRevocation(name: name, reason: change.reason)))
      return OperatorLine(found)
    }
  }

  private func requireNew(_ enrolment: OperatorEnrolment, among known: [StoredOperator]) throws {
    if known.contains(where: { $0.name == enrolment.name }) {
      throw RegistryError(
        .operatorRefused, "the name \(enrolment.name) was given before",
        why: "what was signed under it stays one person's", fix: "choose another name")
    }
    if known.contains(where: { $0.publicKey == enrolment.publicKey }) {
      throw RegistryError(
        .operatorRefused, "the key was enrolled before", fix: "make a new one: operator key FILE")
    }
    guard known.isEmpty else { return }
    guard enrolment.roles.contains(OperatorRoles([.administrator])),
      operatorKey?.publicKey.bytes == enrolment.publicKey
    else {
      throw RegistryError(
        .operatorRefused, "the first operator must be an administrator who signs with the key",
        why: "from then on nothing is done without an operator's key",
        fix: "add the role administrator, and name that key's file with --operator-key")
    }
  }

  private static func operatorName(_ text: String) throws(FieldProblem) -> String {
    let letters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_@")
    guard (1...64).contains(text.utf8.count), text.allSatisfy({ letters.contains($0) }) else {
      throw FieldProblem(
        field: "name", problem: "an operator's name has 1 to 64 letters, digits and . - _ @",
        fix: "write another name")
    }
    return text
  }

  private static func publicKey(_ text: String) throws -> [UInt8] {
    guard let bytes = Hexadecimal.bytes(of: text),
      let key = try? Ed25519PublicKey(bytes: bytes)
    else {
      throw FieldProblem(
        field: "--public-key", problem: "this is no acceptable Ed25519 public key",
        fix: "write the 64 hexadecimal digits that 'operator key' printed")
    }
    return key.bytes
  }
}
