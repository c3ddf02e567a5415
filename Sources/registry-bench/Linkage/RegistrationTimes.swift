internal import Registry

/// The times of registrations, and what became of the persons.
struct RegistrationTimes {
  private var times: [Double] = []
  private var processorSeconds = 0.0
  private var statuses: [String: Int] = [:]

  /// Among a million made-up people some have the number of another, which is refused.
  mutating func time(_ register: () throws -> Registration.Status) throws {
    let (begin, processor) = (Measurement.now(), Measurement.processorTime())
    var status = "refused"
    do { status = "\(try register())" } catch let error as RegistryError
      where error.code == .identityConflict
    {}
    times.append(Measurement.now() - begin)
    processorSeconds += Measurement.processorTime() - processor
    statuses[status, default: 0] += 1
  }

  func show(_ what: String, among donors: Int) {
    let sorted = times.sorted()
    func microseconds(_ share: Double) -> Int {
      Int(sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] * 1e6)
    }
    print(
      "\(what) among \(donors) donors: p50 \(microseconds(0.5)) µs, p95 \(microseconds(0.95)) µs,",
      "p99 \(microseconds(0.99)) µs, CPU \(Int(processorSeconds / Double(sorted.count) * 1e6)) µs",
      "on the average;",
      statuses.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
  }
}
