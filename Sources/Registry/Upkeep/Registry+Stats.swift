internal import Domain
internal import Storage

extension Registry {
  /// Figures about the registry, none of them about a person.
  /// - Returns: name and value of each figure.
  /// - Throws: ``RegistryError``.
  public func stats() throws -> [Statistic] {
    let waiting = try Self.mapping { try spool.waiting().count }
    return try read(.upkeep) { snapshot in
      let head = try snapshot.head()
      let identity = try snapshot.identity()
      var permitted: [ConsentScope: Int] = [:]
      var donors = 0
      var anyPermission = 0
      var (tumours, results, specimens) = (0, 0, 0)
      try snapshot.forEachDonor(on: today) { donor, states in
        donors += 1
        tumours += donor.record.tumours.count
        results += donor.record.tumours.reduce(0) { $0 + $1.diagnosis.biomarkers.count }
        specimens += donor.record.tissue.count
        let scopes = states.permitted
        if !scopes.isEmpty { anyPermission += 1 }
        for scope in scopes { permitted[scope, default: 0] += 1 }
      }
      let counts = Dictionary(
        uniqueKeysWithValues: try snapshot.rowCounts().map { ($0.table, $0.rows) })
      func count(_ table: String) -> String { String(counts[table] ?? 0) }
      return [
        Statistic(name: "identity_mode", value: identity.identityMode),
        Statistic(name: "created_at", value: "\(identity.createdAt)"),
        Statistic(name: "as_of", value: "\(today)"),
        Statistic(name: "donors", value: String(donors)),
        Statistic(name: "donors_permitting_anything", value: String(anyPermission)),
        Statistic(name: "tumours", value: String(tumours)),
        Statistic(name: "biomarker_results", value: String(results)),
        Statistic(name: "specimens", value: String(specimens)),
        Statistic(name: "consent_events", value: count("consent_event")),
        Statistic(name: "consent_forms", value: count("consent_form")),
        Statistic(name: "programmes", value: count("programme")),
        Statistic(name: "releases", value: count("data_release")),
        Statistic(
          name: "operators",
          value: String(try snapshot.operators().count { $0.revokedSequence == nil })),
        Statistic(name: "withdrawals_waiting", value: String(waiting)),
        Statistic(name: "ledger_events", value: String(head.size)),
        Statistic(name: "ledger_root", value: head.root.hexadecimal),
        Statistic(name: "ledger_unwitnessed", value: String(try snapshot.unwitnessed())),
        Statistic(name: "donors_erased", value: count("erased_donor")),
      ]
        + ConsentScope.allCases.map {
          Statistic(name: "permitting_\($0.name)", value: String(permitted[$0] ?? 0))
        }
    }
  }
}

extension [UInt8] {
  /// Lower-case hexadecimal digits.
  fileprivate var hexadecimal: String {
    map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
