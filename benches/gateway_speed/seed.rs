//! A large catalog: copies of what the commands made, in one transaction.

use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, SqliteConnection};

/// The APIs.
pub const APIS: u32 = 10_000;
/// The operations of each.
pub const OPERATIONS: u32 = 10;
/// The subscriptions.
pub const SUBSCRIPTIONS: u32 = 75_000;

/// Fills the database in `data`, on which no portal runs, with copies of its one API, revision, operation and subscription.
pub async fn seed(data: &Path) {
    let options = SqliteConnectOptions::new().filename(data.join("loggia.db")).foreign_keys(false);
    let mut db = options.connect().await.unwrap();
    execute(&mut db, "BEGIN IMMEDIATE").await;
    let api = "SELECT * FROM apis WHERE suffix = 'bench'";
    let numbers =
        |most: u32| format!("WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {most})");
    let (apis, subscriptions) = (numbers(APIS), numbers(SUBSCRIPTIONS));

    let copied = ["id", "slug", "name", "display_name", "suffix", "claim", "current_revision"];
    copy(&mut db, "apis", &apis, &format!("({api}) t, n"), &copied.map(numbered)).await;
    let revision =
        "(SELECT r.* FROM api_revisions r JOIN apis a ON a.current_revision = r.id WHERE a.suffix = 'bench') t, n";
    copy(&mut db, "api_revisions", &apis, revision, &["id", "api_id"].map(numbered)).await;
    let operation = format!(
        "(SELECT o.* FROM operations o JOIN apis a ON a.current_revision = o.api_revision \
          WHERE a.suffix = 'bench' AND o.url_template = '/small') t, n, \
         (WITH RECURSIVE m (m) AS (SELECT 1 UNION ALL SELECT m + 1 FROM m WHERE m < {OPERATIONS}) SELECT m FROM m) m"
    );
    let each = |name: &str| (name.to_owned(), format!("t.{name} || '-' || n.n || '-' || m.m"));
    let of_api = |name: &str| (name.to_owned(), format!("t.{name} || '-' || n.n"));
    let changes = [each("id"), each("slug"), each("url_template"), of_api("api_revision"), of_api("api_id")];
    copy(&mut db, "operations", &apis, &operation, &changes).await;
    let product = "(SELECT p.* FROM product_apis p JOIN apis a ON a.id = p.api_id WHERE a.suffix = 'bench') t, n";
    copy(&mut db, "product_apis", &apis, product, &[numbered("api_id")]).await;

    let subscription = "(SELECT * FROM subscriptions LIMIT 1) t, n";
    copy(&mut db, "subscriptions", &subscriptions, subscription, &[numbered("id")]).await;
    let key = "(SELECT * FROM subscription_keys LIMIT 2) t, n";
    let hash = ("hash".to_owned(), "randomblob(32)".to_owned());
    copy(&mut db, "subscription_keys", &subscriptions, key, &[hash, numbered("subscription_id")]).await;
    execute(&mut db, "COMMIT").await;
    sqlx::query("ANALYZE").execute(&mut db).await.unwrap();
}

/// A column whose copies have a number behind them.
fn numbered(name: &str) -> (String, String) {
    (name.to_owned(), format!("t.{name} || '-' || n.n"))
}

/// Adds copies of rows `t`, in which `changes` say what some columns are instead. Columns that are not there are not named.
async fn copy(db: &mut SqliteConnection, table: &str, numbers: &str, from: &str, changes: &[(String, String)]) {
    let columns: Vec<String> =
        sqlx::query_scalar("SELECT name FROM pragma_table_info($1)").bind(table).fetch_all(&mut *db).await.unwrap();
    assert!(!columns.is_empty(), "there is no table {table}");
    let value = |column: &String| {
        let changed = changes.iter().find(|(name, _)| name == column).map(|(_, value)| value.clone());
        changed.unwrap_or_else(|| format!("t.{column}"))
    };
    let values: Vec<String> = columns.iter().map(value).collect();
    let statement =
        format!("INSERT INTO {table} ({}) {numbers} SELECT {} FROM {from}", columns.join(", "), values.join(", "));
    execute(db, &statement).await;
}

async fn execute(db: &mut SqliteConnection, statement: &str) {
    sqlx::query(sqlx::AssertSqlSafe(statement.to_owned()))
        .execute(db)
        .await
        .unwrap_or_else(|error| panic!("{statement}: {error}"));
}
