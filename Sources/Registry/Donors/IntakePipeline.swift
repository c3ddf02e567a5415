internal import Dispatch
internal import Domain
internal import HashedIdentifiers
internal import Interchange

/// A row that was read and checked, ready to be stored.
struct CheckedRow: Sendable {
  var line: Int
  var rawRow: [UInt8]
  var warnings: [FieldProblem]
  var outcome: Result<AssessedIntake, RejectedIntake>
}

/// Reads and checks rows on a second core while the first one stores them.
///
/// Reading, normalising and hashing take about as long as storing. Rows are handed over in batches and
/// in their order; enough batches wait that reading goes on while held rows are written, and few
/// enough that memory stays flat however long the file is.
final class IntakePipeline: @unchecked Sendable {  // shared fields are touched under `lock` alone
  // The reader and the check belong to the reading thread until `next()` has returned nil or thrown.
  private enum Batch {
    case rows([CheckedRow])
    case end
    case failure(any Error)
  }

  private static let batchSize = 256
  private static let waitingBatches = 128

  private let lock = DispatchSemaphore(value: 1)
  private let free = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  private var batches: [Batch] = []
  private var isStopped = false
  private var reader: any DonorIntakeReader
  private let check: (DonorIntake) throws -> AssessedIntake

  /// Starts reading.
  /// - Parameters:
  ///   - reader: gives the rows; nobody else may use it from now on.
  ///   - check: turns an intake into what is stored; called on the reading thread alone.
  init(
    _ reader: any DonorIntakeReader, check: @escaping (DonorIntake) throws -> AssessedIntake
  ) {
    self.reader = reader
    self.check = check
    // Counted up from nothing: a semaphore may not go away with less than it began with, and an
    // abandoned intake leaves batches untaken.
    for _ in 0..<Self.waitingBatches { free.signal() }
    DispatchQueue(label: "intake").async { self.readAll() }
  }

  /// The next rows in their order.
  /// - Returns: some rows, or nil after the last.
  /// - Throws: what reading or checking threw.
  func next() throws -> [CheckedRow]? {
    filled.wait()
    lock.wait()
    let batch = batches.removeFirst()
    lock.signal()
    free.signal()
    switch batch {
    case .rows(let rows): return rows
    case .end: return nil
    case .failure(let error): throw error
    }
  }

  /// Ends reading and waits until it has ended.
  func stop() {
    lock.wait()
    isStopped = true
    lock.signal()
    free.signal()
    ended.wait()
  }

  private func readAll() {
    defer { ended.signal() }
    do {
      var rows: [CheckedRow] = []
      while let row = try reader.next() {
        rows.append(try checked(row))
        guard rows.count == Self.batchSize else { continue }
        guard hand(over: .rows(rows)) else { return }
        rows.removeAll(keepingCapacity: true)
      }
      if !rows.isEmpty, !hand(over: .rows(rows)) { return }
      _ = hand(over: .end)
    } catch { _ = hand(over: .failure(error)) }
  }

  private func checked(_ row: IntakeRow) throws -> CheckedRow {
    let outcome: Result<AssessedIntake, RejectedIntake>
    switch row.result {
    case .failure(let rejected): outcome = .failure(rejected)
    case .success(let intake):
      do { outcome = .success(try check(intake)) } catch {
        outcome = .failure(RejectedIntake(problems: [try Registry.rowProblem(error, reader.names)]))
      }
    }
    return CheckedRow(
      line: row.line, rawRow: row.rawRow, warnings: row.warnings, outcome: outcome)
  }

  private func hand(over batch: Batch) -> Bool {
    free.wait()
    lock.wait()
    defer { lock.signal() }
    guard !isStopped else { return false }
    batches.append(batch)
    filled.signal()
    return true
  }
}
