//! What becomes of a credential with its API.

use loggia::admin::server::copies;
use loggia::catalog::model::{NewVersion, VersionScheme};
use loggia::catalog::server::service as catalog;
use loggia::credentials::model::Way;
use loggia::credentials::server::gateway::{Kept, of_api};
use loggia::credentials::server::service::{NewCredential, set};
use loggia::identity::server::Administrator;
use loggia::kernel::ids::ApiId;
use zeroize::Zeroizing;

use crate::support::TestApp;

async fn secret(app: &TestApp, api: &ApiId) -> Option<String> {
    let mut db = app.state.db.reader().acquire().await.unwrap();
    match of_api(&mut db, &app.state.vault, api).await.unwrap()? {
        Kept::Open(opened) => Some(opened.secret.to_string()),
        Kept::Sealed => panic!("it is sealed for another row"),
    }
}

#[tokio::test]
async fn it_is_copied_with_its_api_and_goes_with_it() {
    let app = TestApp::new().await;
    let (state, permit) = (&app.state, Administrator::operator());
    let api = app.add_api("Pets", true).await;
    let new = NewCredential { way: Way::Bearer, secret: Zeroizing::new("hunter2".to_owned()) };
    set(state, &permit, "pets", new).await.unwrap();
    let copy = copies::duplicate_api(state, &permit, "pets").await.unwrap();
    let new = NewVersion { version: "v2".to_owned(), scheme: VersionScheme::Path, ..NewVersion::default() };
    let version = copies::add_version(state, &permit, "pets", new).await.unwrap();
    for id in [&api.id, &copy.id, &version.id] {
        assert_eq!(secret(&app, id).await.as_deref(), Some("hunter2"));
    }
    catalog::delete_api(state, &permit, &copy.id).await.unwrap();
    let count: i64 =
        sqlx::query_scalar("SELECT count(*) FROM backend_credentials").fetch_one(state.db.reader()).await.unwrap();
    assert_eq!(count, 2);
}
