/// What the best transformation has the least of.
public enum Metric: String, CaseIterable, Sendable {
  /// The geometric mean over the columns of 1 + the mean normalised certainty penalty of their cells
  /// (Xu et al. 2006), minus 1: the loss of Iyengar 2002 as ARX computes it with equal weights.
  case loss
  /// The mean over the columns of the information lost about which value a cell had, as a share of
  /// the information in the column (Gionis and Tassa 2009). A suppressed cell loses all of its own.
  case entropy
  /// The mean over the records of the share of records from which each cannot be told, where a
  /// suppressed record cannot be told from any (Bayardo and Agrawal 2005), 0 to 1.
  case discernibility
  /// The mean size of a class by k, suppressed records being one class (LeFevre et al. 2006).
  case classSize = "class-size"
  /// The mean over all cells of their level by the height of the hierarchy, where a suppressed cell
  /// stands at the top: 1 - the precision of Sweeney 2002.
  case precision
}
