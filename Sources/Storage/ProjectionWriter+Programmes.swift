public import Domain

extension ProjectionWriter {
  /// Sets where a programme stands; a newer version of it begins with what its document says.
  /// - Parameters:
  ///   - state: the state.
  ///   - programme: id of the programme.
  /// - Throws: ``StoreError``.
  public func set(state: ProgrammeState, ofProgramme programme: String) throws(StoreError) {
    try translating {
      let update = try prepared("UPDATE programme SET state = ?2 WHERE id = ?1")
      update.bind(1, programme)
      update.bind(2, Int64(state.rawValue))
      try update.run()
    }
  }
}

extension Snapshot {
  /// The programmes whose state was set after they were published.
  /// - Returns: the state of each, by id.
  /// - Throws: ``StoreError``.
  public func programmeStates() throws(StoreError) -> [String: ProgrammeState] {
    try translating {
      let select = try PreparedStatement(
        database, "SELECT id, state FROM programme WHERE state IS NOT NULL ORDER BY id")
      defer { select.reset() }
      var states: [String: ProgrammeState] = [:]
      while try select.next() {
        guard let state = ProgrammeState(rawValue: UInt8(clamping: select.integer(1))) else {
          throw StoreError.corrupt(detail: "unknown state of a programme")
        }
        states[select.text(0)] = state
      }
      return states
    }
  }
}
