internal import ConsentWorkflow
internal import Domain
internal import Glibc
internal import HashedIdentifiers
internal import Ledger
internal import Storage

extension Registry {
  /// Examines the registry: files, database structure, ledger, and every table of current state
  /// against a rebuild from the ledger.
  /// - Returns: one result for each check, in the order made.
  /// - Throws: ``RegistryError`` where the examination itself cannot be made.
  public func doctor() throws -> [DoctorCheck] {
    try Self.mapping {
      var checks = [privateFiles()]
      let problems = try store.integrityProblems()
      checks.append(
        DoctorCheck(
          check: "database structure", ok: problems.isEmpty,
          detail: problems.first ?? "sound"))
      checks.append(try ledgerCheck())
      checks.append(try identityCheck())
      checks.append(try evidenceCheck())
      checks += try projectionChecks()
      checks.append(try erasureCheck())
      checks.append(try deliveryCheck())
      checks.append(try operatorCheck())
      checks.append(spoolCheck())
      return checks
    }
  }

  private func privateFiles() -> DoctorCheck {
    for file in ["registry.sqlite", "keyring.json"] {
      var status = stat()
      let path = "\(folder)/\(file)"
      guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        return DoctorCheck(check: "files", ok: false, detail: "\(file) is no regular file")
      }
      guard status.st_mode & 0o077 == 0 else {
        return DoctorCheck(
          check: "files", ok: false, detail: "\(file) can be read by others: chmod 600")
      }
    }
    return DoctorCheck(check: "files", ok: true, detail: "private to their owner")
  }

  private func ledgerCheck() throws -> DoctorCheck {
    let found = try store.read { try $0.verifyLedger() }
    return DoctorCheck(
      check: "ledger", ok: found.isValid,
      detail: found.firstBad.map { "event \($0) is not what was appended, or is missing" }
        ?? "\(found.size) events, root as recorded")
  }

  /// Holds what the database says of itself against the event that made it.
  private func identityCheck() throws -> DoctorCheck {
    try readable("identity") {
      try store.read { snapshot in
        let identity = try snapshot.identity()
        guard let first = try snapshot.event(1), first.recordedAt == identity.createdAt,
          identity.keyID == (try snapshot.rotations().first?.from ?? keys.keyID),
          case .registryCreated(identity.identityMode) = try keys.open(first, in: snapshot)
        else {
          throw RegistryError(
            .verificationFailed, "the database says of itself what its first event does not")
        }
        try keys.openEveryWrappedKey(in: snapshot)
        return "as the first event says, every wrapped key opens"
      }
    }
  }

  /// A check that ends with what it found, or with what could not be read.
  func readable(_ check: String, _ body: () throws -> String) throws -> DoctorCheck {
    do {
      return DoctorCheck(check: check, ok: true, detail: try body())
    } catch {
      let failure = RegistryError(translating: error)
      guard [.verificationFailed, .inputMalformed].contains(failure.code) else { throw error }
      return DoctorCheck(check: check, ok: false, detail: failure.message)
    }
  }

  private func projectionChecks() throws -> [DoctorCheck] {
    do {
      return try store.compareProjections(replay: replay).map { table in
        DoctorCheck(
          check: "table \(table.table)", ok: table.difference == nil,
          detail: table.difference
            ?? "\(table.rows) \(table.rows == 1 ? "row" : "rows") as the ledger says")
      }
    } catch let error as RegistryError where error.exitsForVerification {
      return [DoctorCheck(check: "tables", ok: false, detail: error.message)]
    } catch {
      let failure = RegistryError(translating: error)
      // A rule of the schema that the events break is damage as well.
      guard failure.code == .verificationFailed || failure.code == .internalError else {
        throw error
      }
      return [DoctorCheck(check: "tables", ok: false, detail: failure.message)]
    }
  }

  private func erasureCheck() throws -> DoctorCheck {
    let (left, isDue, erased) = try store.read {
      (try $0.incompleteErasures(), try $0.scrubDue() != nil, try $0.erasedDonors().count)
    }
    var problem = left.first.map { "\($0) still knows a donor who was erased" }
    if isDue { problem = problem ?? "the file was not rewritten after an erasure" }
    return DoctorCheck(
      check: "erasures", ok: problem == nil,
      detail: problem ?? "\(erased) \(erased == 1 ? "donor" : "donors") erased, nothing left")
  }

  private func operatorCheck() throws -> DoctorCheck {
    let found = try read(.upkeep) { try Self.verifyOperators($0) }
    let detail =
      found.firstBad.map { "event \($0) is not signed by an operator who might do it" }
      ?? found.since.map { "every change since event \($0) is signed" }
      ?? "nobody is enrolled: whoever can write the folder may change the registry"
    return DoctorCheck(check: "operators", ok: found.firstBad == nil, detail: detail)
  }

  private func deliveryCheck() throws -> DoctorCheck {
    let open = try store.read { try $0.releases().filter { $0.deliveredSequence == nil } }
    return DoctorCheck(
      check: "releases", ok: open.isEmpty,
      detail: open.first.map {
        "\($0.release.id) was sealed and its files were not delivered; the next export finishes it"
      } ?? "every sealed release was delivered")
  }

  private func spoolCheck() -> DoctorCheck {
    do {
      try requireEmptySpool()
      return DoctorCheck(check: "withdrawals", ok: true, detail: "none waits in the spool")
    } catch {
      return DoctorCheck(
        check: "withdrawals", ok: false,
        detail: RegistryError(translating: error).message + "; the next change takes it in")
    }
  }
}

extension RegistryError {
  fileprivate var exitsForVerification: Bool {
    code == .verificationFailed || code == .wrongKey || code == .notFound
  }
}
